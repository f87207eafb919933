using System.Globalization;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Wal;

/// <summary>One file of the write-ahead log.</summary>
/// <param name="Timeline">Timeline that it was written on.</param>
/// <param name="Number">Number of the segment since the beginning of the log.</param>
/// <param name="SegmentBytes">Size of every segment of the cluster, a power of two.</param>
public readonly record struct WalSegment(int Timeline, ulong Number, long SegmentBytes)
{
    private const int NameLength = 24;

    /// <summary>First position in it.</summary>
    public Lsn Begin => new(Number * (ulong)SegmentBytes);

    /// <summary>First position after it.</summary>
    public Lsn End => new((Number + 1) * (ulong)SegmentBytes);

    /// <summary>The segment after it, on the same timeline.</summary>
    public WalSegment Next => this with { Number = Number + 1 };

    /// <summary>Name of its file: timeline, high and low part of its number, eight hexadecimal digits each.</summary>
    public string FileName
    {
        get
        {
            var perId = 0x1_0000_0000UL / (ulong)SegmentBytes;
            return string.Create(CultureInfo.InvariantCulture, $"{Timeline:X8}{Number / perId:X8}{Number % perId:X8}");
        }
    }

    /// <summary>The segment that holds a position.</summary>
    public static WalSegment Of(Lsn position, int timeline, long segmentBytes) =>
        new(timeline, position.Value / (ulong)segmentBytes, segmentBytes);

    /// <summary>Reads a file's name; null where it is not that of a whole segment (history, backup label, partial, foreign).</summary>
    public static WalSegment? TryParse(string fileName, long segmentBytes)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        if (fileName.Length != NameLength || !fileName.All(char.IsAsciiHexDigitUpper))
        {
            return null;
        }

        var perId = 0x1_0000_0000UL / (ulong)segmentBytes;
        var low = Hex(fileName[16..]);
        return low >= perId ? null : new WalSegment((int)Hex(fileName[..8]), (Hex(fileName[8..16]) * perId) + low, segmentBytes);
    }

    /// <inheritdoc/>
    public override string ToString() => FileName;

    private static ulong Hex(string digits) => ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
