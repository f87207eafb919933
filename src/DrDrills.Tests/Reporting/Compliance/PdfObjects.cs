using System.IO.Compression;
using System.Text;

namespace DrDrills.Tests.Reporting.Compliance;

/// <summary>What a PDF says of itself, as text: newer versions of WeasyPrint compress its metadata, and objects in groups.</summary>
internal static class PdfObjects
{
    private const string Begin = "stream";
    private const string End = "endstream";

    /// <summary>The file, with its metadata and its groups of objects unpacked behind it; pages, fonts and what is attached stay as they are.</summary>
    public static string Of(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var all = new StringBuilder(text);
        for (var at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Begin, at, StringComparison.Ordinal))
        {
            var from = at + Begin.Length;
            from += text[from] == '\r' ? 2 : 1;
            var to = text.IndexOf(End, from, StringComparison.Ordinal);
            if (to < 0)
            {
                break;
            }

            var begins = text.LastIndexOf(" obj", at, StringComparison.Ordinal);
            if (IsDescription(text[begins..at]))
            {
                using var packed = new ZLibStream(new MemoryStream(pdf, from, to - from), CompressionMode.Decompress);
                using var reader = new StreamReader(packed, Encoding.Latin1);
                all.Append('\n').Append(reader.ReadToEnd());
            }

            at = to + End.Length;
        }

        return all.ToString();
    }

    private static bool IsDescription(string dictionary) =>
        dictionary.Contains("/FlateDecode", StringComparison.Ordinal)
        && (dictionary.Contains("/ObjStm", StringComparison.Ordinal) || dictionary.Contains("/Metadata", StringComparison.Ordinal));
}
