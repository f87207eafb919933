using System.Globalization;

namespace DrDrills.Backups;

/// <summary>A PostgreSQL write-ahead log position.</summary>
/// <param name="Value">Byte position in the log.</param>
public readonly record struct Lsn(ulong Value) : IComparable<Lsn>
{
    /// <summary>Reads the server's form, <c>16/B374D848</c>.</summary>
    /// <exception cref="FormatException">The text is not a log position.</exception>
    public static Lsn Parse(string text) =>
        text.Split('/') is [var high, var low]
        && uint.TryParse(high, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var h)
        && uint.TryParse(low, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var l)
            ? new Lsn(((ulong)h << 32) | l)
            : throw new FormatException($"'{text}' is not a log position; one is written like 16/B374D848.");

    /// <inheritdoc/>
    public int CompareTo(Lsn other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> is earlier in the log.</summary>
    public static bool operator <(Lsn left, Lsn right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is later in the log.</summary>
    public static bool operator >(Lsn left, Lsn right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is not later in the log.</summary>
    public static bool operator <=(Lsn left, Lsn right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is not earlier in the log.</summary>
    public static bool operator >=(Lsn left, Lsn right) => left.Value >= right.Value;

    /// <summary>The server's form, <c>16/B374D848</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value >> 32:X}/{Value & 0xFFFFFFFF:X}");
}
