using System.Formats.Tar;

namespace DrDrills.PostgreSql.Backups.Tar;

/// <summary>The beginning of a tar archive, read without the rest of it.</summary>
internal static class TarHead
{
    /// <summary>As many first bytes as show the first members of an archive, and what the first file begins with.</summary>
    public const int Enough = 16 << 10;

    private const int HeaderBytes = 512;
    private const int MagicAt = 257;
    private const int ChecksumAt = 148;
    private const int ChecksumBytes = 8;

    /// <summary>Whether bytes that begin so are an archive: the oldest form, and one with a label, show it by their checksum alone.</summary>
    public static bool IsTar(ReadOnlySpan<byte> head) =>
        head.Length >= HeaderBytes && (head.Slice(MagicAt, 5).SequenceEqual("ustar"u8) || HasChecksum(head[..HeaderBytes]));

    /// <summary>Its first members, as many as these bytes hold; the last one's content may be cut off. None where it is no archive or cannot be read.</summary>
    public static IEnumerable<TarMember> MembersOf(ReadOnlyMemory<byte> head)
    {
        if (!IsTar(head.Span))
        {
            yield break;
        }

        using var bytes = new MemoryStream(head.ToArray(), writable: false);
        using var reader = new TarReader(bytes);
        while (Next(reader) is { } entry)
        {
            var begin = new byte[Math.Min(entry.Length, head.Length)];
            var read = entry.DataStream?.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) ?? 0;
            yield return new TarMember(NameOf(entry), IsFile(entry), begin.AsMemory(0, read));
        }
    }

    /// <summary>A member's name without the leading "./" or "/" of some programs, which tar leaves out as well; empty for the folder itself.</summary>
    public static string NameOf(TarEntry entry)
    {
        var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        return name.Trim('/');
    }

    /// <summary>Whether a member is a file that somebody packed; macOS puts one with attributes before each.</summary>
    public static bool IsFile(TarEntry entry) =>
        entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile
        && !Path.GetFileName(entry.Name).StartsWith("._", StringComparison.Ordinal);

    /// <summary>Whether a header of 512 bytes holds the sum of its own.</summary>
    public static bool HasChecksum(ReadOnlySpan<byte> header)
    {
        var said = 0;
        foreach (var digit in header.Slice(ChecksumAt, ChecksumBytes).Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            said = (said << 3) | (digit - '0');
        }

        // Its own bytes count as blanks.
        var sum = ChecksumBytes * ' ';
        for (var at = 0; at < header.Length; at++)
        {
            sum += at is >= ChecksumAt and < ChecksumAt + ChecksumBytes ? 0 : header[at];
        }

        return said == sum && header[0] != 0;
    }

    private static TarEntry? Next(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            return null;
        }
    }
}
