using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>One complaint of pg_restore.</summary>
/// <param name="DumpId">The entry that it is about, or null where it is about the archive.</param>
/// <param name="Message">As printed.</param>
internal sealed partial record RestoreError(int? DumpId, string Message)
{
    /// <summary>Whether the restoring role was not allowed to do it.</summary>
    public bool IsPermission => SaysPermission(Message);

    /// <summary>Whether a text of the server is about rights that a role lacks.</summary>
    public static bool SaysPermission(string text) => PermissionTexts.Any(part => text.Contains(part, StringComparison.Ordinal));

    private static readonly string[] PermissionTexts =
        [
            "permission denied", "must be superuser", "must be owner", "Must be superuser", "must be a superuser", "must be member of role",
            "must be able to SET ROLE",
            "query would be affected by row-level security policy",
        ];

    /// <summary>Whether the archive's own bytes are at fault, rather than what they say.</summary>
    public bool IsArchive =>
        !Message.StartsWith("could not execute query", StringComparison.Ordinal)
        && ArchiveTexts.Any(text => Message.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a text begins as a complaint about the archive's bytes does.</summary>
    public static bool BeginsAsOfArchive(string text) => ArchiveTexts.Any(part => text.StartsWith(part, StringComparison.Ordinal));

    private static readonly string[] ArchiveTexts =
        [
            "could not read from input file", "could not uncompress data", "could not find block ID", "unexpected block ID",
            "could not open input file", "could not open large object TOC", "found unexpected block ID", "did not find magic string",
            "unrecognized data block type", "corrupt", "input file", "could not decompress", "unexpected end of file", "could not find entry",
            "could not seek", "could not open TOC file", "could not close data file", "invalid data in", "could not read input file",
        ];

    /// <summary>Whether the target lacks something that is no part of a backup: a locale, a library, a newer server.</summary>
    public bool IsEnvironment =>
        EnvironmentTexts.Any(text => Message.Contains(text, StringComparison.Ordinal))
        || (Message.Contains("collation \"", StringComparison.Ordinal) && Message.Contains("for encoding", StringComparison.Ordinal))
        || IsPreload || LacksRole().IsMatch(Message);

    /// <summary>What to do about it.</summary>
    public string EnvironmentHint =>
        IsPreload ? "it is installed, but a copy is not started with libraries that run code of their own: check the backup on a server that loads it (--target remote)"
        : LacksRole().IsMatch(Message) ? "a column holds the role's name; restore it together with the source's roles (pg_dumpall --globals-only), or make the role in the target"
        : "use the server version, locales and packages that production has";

    private bool IsPreload => Message.Contains("shared_preload_libraries", StringComparison.Ordinal) || Message.Contains("must be preloaded", StringComparison.Ordinal);

    [GeneratedRegex("role \"[^\"]+\" does not exist")]
    private static partial Regex LacksRole();

    private static readonly string[] EnvironmentTexts =
        [
            "is not available", "could not open extension control file", "could not create locale", "unrecognized configuration parameter",
            "could not access file", "No space left on device",
        ];
}
