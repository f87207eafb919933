using System.Globalization;

namespace DrDrills.Evidence;

/// <summary>The newest run of one system's chain; who keeps it elsewhere can show later that no run was taken out.</summary>
/// <param name="System">The system under drill.</param>
/// <param name="Sequence">How many runs the chain has.</param>
/// <param name="RunId">The newest run.</param>
/// <param name="IndexSha256">SHA-256 of its index.</param>
public sealed record ChainHead(string System, long Sequence, string RunId, string IndexSha256)
{
    /// <summary>As one line: number, run, digest, and last the system, which may hold spaces.</summary>
    public string Format() => string.Create(CultureInfo.InvariantCulture, $"{Sequence} {RunId} {IndexSha256} {System}");

    /// <summary>Reads what <see cref="Format"/> wrote.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ChainHead Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Split(' ', 4) is [var number, var run, var digest, { Length: > 0 } system]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && digest.Length == 64
            ? new ChainHead(system, sequence, run, digest)
            : throw new FormatException($"'{line}' is no head of a chain; expected number, run, SHA-256 and system.");
    }
}
