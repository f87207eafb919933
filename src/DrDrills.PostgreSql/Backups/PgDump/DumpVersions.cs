using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>A dump's versions held against the target's, before anything is brought or restored.</summary>
/// <param name="Backup">Name of the backup.</param>
/// <param name="From">Version of the server that was dumped, or null where not known.</param>
/// <param name="By">Version of the pg_dump that dumped it, or null.</param>
internal sealed partial record DumpVersions(string Backup, string? From, string? By)
{
    public static DumpVersions Of(BackupDescriptor backup) => new(
        backup.Id.Value,
        backup.Manifest?.Source.ServerVersion ?? backup.ServerVersion,
        backup.Tool.StartsWith("pg_dump", StringComparison.Ordinal) ? backup.Tool : null);

    /// <summary>What differs without being an obstacle.</summary>
    /// <exception cref="EngineUnavailableException">
    /// The target's programs (<c>DR3121</c>) or its server (<c>DR3131</c>) are older than the dump: an environment gap, not a bad backup.
    /// </exception>
    public async Task<IReadOnlyList<string>> CompareAsync(IPostgresServer server, BackupFormat format, CancellationToken cancellationToken)
    {
        var target = server.Description.EngineVersion;
        if (Major(From) > Major(target))
        {
            throw new EngineUnavailableException(
                "DR3131",
                Backup,
                $"Backup '{Backup}' was dumped from PostgreSQL {From}, and the target is {target}: a dump is not restored into an older server.",
                "use the PostgreSQL version that production uses, or a newer one; nothing is said about the backup.");
        }

        var client = await ClientVersion.AskAsync(server.Tools, "pg_restore", cancellationToken).ConfigureAwait(false);
        if (!IsScript(format) && ArchiveVersion(Major(By)) > ArchiveVersion(client.Major))
        {
            throw new EngineUnavailableException(
                "DR3121",
                Backup,
                $"pg_restore {client.Text} of the {server.Tools.Description} is older than backup '{Backup}', made by {By}, and cannot read it.",
                "use the PostgreSQL version that production uses, or a newer one; nothing is said about the backup.");
        }

        return
        [
            .. Major(From) is > 0 and var major && major < Major(target) ? new[] { $"dumped from PostgreSQL {From}, restored into {target}" } : [],
            .. IsScript(format) && Major(By) > Major(target)
                ? new[] { $"made by {By}, newer than the target's {target}: its settings may not be known there" }
                : [],
        ];
    }

    /// <summary>Whether a dump is a script, which no pg_restore reads.</summary>
    internal static bool IsScript(BackupFormat format) =>
        format == BackupFormat.PgDumpPlain || IsOfCluster(format);

    /// <summary>Whether it is one of pg_dumpall.</summary>
    internal static bool IsOfCluster(BackupFormat format) => format == BackupFormat.PgDumpAll || format == BackupFormat.PgGlobals || format == SupabaseFormat.Daily;

    /// <summary>The minor number of the archives that a version writes and at most reads: 1.13 up to PostgreSQL 11, 1.14 up to 15, 1.15 in 16, 1.16 since 17.</summary>
    private static int ArchiveVersion(int major) => major switch { 0 => 0, < 12 => 13, < 16 => 14, 16 => 15, _ => 16 };

    private static int Major(string? version) => version is not null && Number().Match(version) is { Success: true } match
        ? int.Parse(match.Value, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(?=\D|$)")]
    private static partial Regex Number();
}
