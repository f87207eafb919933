using System.Globalization;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Files of tables and indexes that a backup lacked, which nothing compared with what it was.</summary>
/// <remarks>
/// A server that replays the log makes a missing file anew, with the pages that the log happens to hold, and takes it for the table. So after replay
/// the file of every relation must have been in the backup, or been created by a record of the log. Of databases that were themselves made
/// while the backup was taken, nothing is said.
/// </remarks>
internal static class LackingFiles
{
    private const string Relations = """
        SELECT pg_catalog.pg_relation_filepath(c.oid), CASE c.relkind WHEN 'i' THEN 'index ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END,
               n.nspname::text, c.relname::text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relpersistence = 'p' AND c.relkind IN ('r', 'i', 'S', 'm', 't') AND pg_catalog.pg_relation_filepath(c.oid) IS NOT NULL
        """;

    /// <summary>Every database that can be asked.</summary>
    internal const string Databases = "SELECT datname::text FROM pg_catalog.pg_database WHERE datallowconn";

    /// <summary>Looks through every database of the server that replayed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="backup">Name of the backup.</param>
    /// <param name="had">Every file that the backup has, relative to the data directory.</param>
    /// <param name="created">Asks which files the log itself creates.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">The backup lacks a file (<c>DR1336</c>).</exception>
    public static async Task RefuseAsync(
        IPostgresServer server, string backup, IReadOnlySet<string> had, Func<Task<IReadOnlySet<string>>> created, CancellationToken cancellationToken)
    {
        var folders = had.Select(Path.GetDirectoryName).ToHashSet(StringComparer.Ordinal);
        var lacking = new List<(string File, string Relation)>();
        foreach (var name in await Sql.ListAsync(server, "postgres", Databases, row => row.GetString(0), cancellationToken).ConfigureAwait(false))
        {
            var relations = await Sql.ListAsync(
                server, name, Relations, row => (File: row.GetString(0), Relation: $"{row.GetString(1)}{row.GetString(2)}.{row.GetString(3)}"), cancellationToken)
                .ConfigureAwait(false);
            lacking.AddRange(relations.Where(relation => !had.Contains(relation.File) && folders.Contains(Path.GetDirectoryName(relation.File))));
        }

        var made = lacking.Count == 0 ? new HashSet<string>() : await created().ConfigureAwait(false);
        if (lacking.Where(relation => !made.Contains(relation.File)).OrderBy(relation => relation.File, StringComparer.Ordinal).ToList() is [var first, .. var more])
        {
            throw new BackupUnreadableException(
                "DR1336",
                backup,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Backup '{backup}' is not whole: file '{first.File}' of {first.Relation} is missing{(more.Count == 0 ? "" : $", and {more.Count} more are")}; ")
                + "the server made it anew while it replayed, without what it held.",
                "was the copy broken off, or a file deleted from its folder? Take an older backup and replay more log.",
                string.Join('\n', more.Select(relation => $"missing: '{relation.File}' of {relation.Relation}").Take(20)));
        }
    }
}
