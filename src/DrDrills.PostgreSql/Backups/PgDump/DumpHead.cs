using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.PostgreSql.Backups.Tar;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>What a dump's first bytes say of it, told without any program.</summary>
/// <param name="Format">One of pg_dump's formats.</param>
/// <param name="Database">The database that was dumped, or null where it does not say.</param>
/// <param name="ServerVersion">Of the server that was dumped, as it said: "15.18 (Debian …)"; or null.</param>
/// <param name="ToolVersion">Of pg_dump, likewise.</param>
internal sealed partial record DumpHead(BackupFormat Format, string? Database, string? ServerVersion, string? ToolVersion)
{
    /// <value>What tells the run of pg_dump that wrote it from every other, or null where nothing does: a script of before August 2025.</value>
    public string? Origin { get; init; }

    /// <summary>As many bytes as are looked at: enough to see whether a database follows the roles of pg_dumpall.</summary>
    public const int Length = 1 << 18;

    private const int TarHeader = 512;

    /// <summary>Magic, version (3), sizes of integers and offsets, format; then comes the compression.</summary>
    private const int Fixed = 11;

    private static ReadOnlySpan<byte> Magic => "PGDMP"u8;

    private static bool HasLine(ReadOnlySpan<byte> text, ReadOnlySpan<byte> line)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            if (text[range].TrimEnd((byte)'\r').SequenceEqual(line))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Recognises a dump by its first bytes; null for anything else.</summary>
    public static DumpHead? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Magic))
        {
            return OfArchive(BackupFormat.PgDumpCustom, head);
        }

        if (IsTarDump(head))
        {
            return OfArchive(BackupFormat.PgDumpTar, head.Length > TarHeader ? head[TarHeader..] : []);
        }

        // Compressed text may hold its first words as they are, and an archive those of a file in it.
        if (TarHead.IsTar(head) || Wrappings.Of(head) is not null)
        {
            return null;
        }

        // Every script opens with one of these comments, whatever version wrote it.
        var first = head[..Math.Min(head.Length, 4096)];
        var format = HasLine(first, "-- PostgreSQL database cluster dump"u8) ? OfCluster(head)
            : HasLine(first, "-- PostgreSQL database dump"u8) ? BackupFormat.PgDumpPlain
            : (BackupFormat?)null;
        if (format is null)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(head);
        return new DumpHead(format.Value, null, Version(ServerLine().Match(text)), Version(ToolLine().Match(text)))
        {
            Origin = Version(Restriction().Match(text)),
        };
    }

    private static BackupFormat OfCluster(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf("\n-- PostgreSQL database cluster dump complete"u8) >= 0 && head.IndexOf("\n\\connect "u8) < 0)
        {
            return BackupFormat.PgGlobals;
        }

        // Roles come before all else, so that they are in the first bytes.
        var made = CreatedRole().Matches(Encoding.UTF8.GetString(head)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        return made.IsSupersetOf(SupabasePlatform.Marks) ? SupabaseFormat.Daily : BackupFormat.PgDumpAll;
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{byte})"/>, of a file; in directory format of its <c>toc.dat</c>.</summary>
    public static DumpHead? OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var head = new byte[(int)Math.Min(Length, Math.Max(stream.Length, 1))];
        return Of(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    /// <summary>
    /// Whether this is pg_dump's tar format. A folder of its directory format that was packed by hand may begin with the same file, which says the same of
    /// itself, but for its compression: the tar format has none.
    /// </summary>
    private static bool IsTarDump(ReadOnlySpan<byte> head) => IsTarOf(head, "toc.dat"u8) && (head.Length <= TarHeader + Fixed || head[TarHeader + Fixed] == 0);

    /// <summary>Whether this is a tar whose first member has that name.</summary>
    internal static bool IsTarOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> member) =>
        TarHead.IsTar(head) && head.StartsWith(member) && head[member.Length] == 0;

    /// <summary>The archive header that custom, directory and tar format have alike; what of it is not there or not as expected is left out.</summary>
    private static DumpHead OfArchive(BackupFormat format, ReadOnlySpan<byte> head)
    {
        var says = new DumpHead(format, null, null, null);
        if (head.Length < Fixed || head[5] != 1 || head[6] < 10 || head[8] is < 1 or > 8)
        {
            return says;
        }

        var (minor, integer) = (head[6], head[8]);
        // The algorithm of compression is a byte since 1.15 and was a level before; then come seven numbers of a local time.
        var rest = head[Fixed..].Length is var left && (minor >= 15 ? 1 : 1 + integer) + (7 * (1 + integer)) is var skipped && skipped <= left
            ? head[(Fixed + skipped)..]
            : [];
        var database = Text(ref rest, integer);
        var server = Text(ref rest, integer);
        return says with
        {
            Database = database,
            ServerVersion = server,
            ToolVersion = Text(ref rest, integer),
            Origin = database is null ? null : $"{Convert.ToHexString(head[Fixed..(Fixed + skipped)])} {database}",
        };
    }

    /// <summary>A sign byte and a little-endian length, then so many bytes.</summary>
    private static string? Text(ref ReadOnlySpan<byte> rest, int integer)
    {
        Span<byte> number = stackalloc byte[8];
        number.Clear();
        if (rest.Length < 1 + integer || rest[0] != 0)
        {
            return null;
        }

        rest.Slice(1, integer).CopyTo(number);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(number);
        if (length > (ulong)(rest.Length - 1 - integer))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(rest.Slice(1 + integer, (int)length));
        rest = rest[(1 + integer + (int)length)..];
        return text;
    }

    private static string? Version(Match match) => match.Success ? match.Groups[1].Value.Trim() : null;

    [GeneratedRegex("""^CREATE ROLE "?(\w+)"?;""", RegexOptions.Multiline)]
    private static partial Regex CreatedRole();

    // Random for each run; Supabase's command line makes a comment of it.
    [GeneratedRegex(@"^(?:-- )?\\restrict (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Restriction();

    [GeneratedRegex(@"^-- Dumped from database version (.+)$", RegexOptions.Multiline)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"^-- Dumped by pg_dump version (.+)$", RegexOptions.Multiline)]
    private static partial Regex ToolLine();
}
