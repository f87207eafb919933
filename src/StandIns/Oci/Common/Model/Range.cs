using System.Globalization;

namespace Oci.Common.Model;

/// <summary>A range of bytes, asked for or answered (RFC 7233): both ends inclusive; a start alone means to the end, an end alone the last bytes.</summary>
public class Range
{
    /// <summary>First byte.</summary>
    public long? StartByte { get; set; }

    /// <summary>Last byte, or how many of the last bytes where there is no start.</summary>
    public long? EndByte { get; set; }

    /// <summary>Size of the whole; answered only, and null where the server does not know.</summary>
    public long? ContentLength { get; set; }

    /// <summary>The request's header.</summary>
    public override string ToString() => StartByte is null && EndByte is null ? "" : $"bytes={StartByte}-{EndByte}";

    /// <summary>Reads the answer's header, as in <c>bytes 1-5/6</c>.</summary>
    /// <exception cref="ArgumentException">It is not of that form.</exception>
    public static Range ParseRange(string rangeStr)
    {
        var halves = rangeStr.Replace("bytes", "", StringComparison.Ordinal).Split('/');
        var ends = halves[0].Split('-');
        return halves.Length == 2 && ends.Length == 2
            ? new Range { StartByte = Number(ends[0]), EndByte = Number(ends[1]), ContentLength = Number(halves[1]) }
            : throw new ArgumentException($"Cannot convert string: {rangeStr} to Range object", nameof(rangeStr));
    }

    private static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
