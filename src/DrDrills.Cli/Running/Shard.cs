using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DrDrills.Cli.Running;

/// <summary>One of several parts of the drills, the same on every machine: each scenario belongs to the shard that its name's hash says.</summary>
/// <param name="Index">From 1.</param>
/// <param name="Count">At least 1.</param>
internal sealed record Shard(int Index, int Count)
{
    /// <summary>Reads <c>2/5</c>.</summary>
    /// <exception cref="FormatException">The text is no shard.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1 && index <= count
            ? new Shard(index, count)
            : throw new FormatException($"'{text}' is not a shard; write it like '1/3', from 1/3 to 3/3.");
    }

    /// <summary>Whether a scenario belongs to this shard.</summary>
    /// <param name="scenario">Full name of the scenario's method, without the arguments of an outline's row: rows stay together.</param>
    public bool Holds(string scenario)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(scenario));
        return BitConverter.ToUInt32(hash.AsSpan(0, 4)) % (uint)Count == (uint)(Index - 1);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
