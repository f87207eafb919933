using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The databases of a copied server that a drill does not verify: where nothing compared the files with what they were, their pages are read.</summary>
internal static class OtherDatabases
{
    /// <summary>Reads every page of every other database; with data checksums on at the source, one changed bit refuses its page.</summary>
    /// <param name="server">The server that replayed.</param>
    /// <param name="verified">The database that is verified.</param>
    /// <param name="backup">Name of the backup.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is to be said beside the verdict: which databases were read so, and which could not be.</returns>
    /// <exception cref="BackupUnreadableException">A page of one cannot be read (<c>DR1337</c>).</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(IPostgresServer server, string verified, string backup, CancellationToken cancellationToken)
    {
        List<string> read = [], unread = [];
        var names = await Sql.ListAsync(server, "postgres", LackingFiles.Databases, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        foreach (var name in names.Where(name => name != verified).Order(StringComparer.Ordinal))
        {
            var database = server.Connect(name);
            await using var _ = database.ConfigureAwait(false);
            var (damage, obstacle) = await IndexIntegrityVerification.ReadPagesAsync(database, cancellationToken).ConfigureAwait(false);
            if (damage is not null)
            {
                throw new BackupUnreadableException(
                    "DR1337",
                    backup,
                    $"Backup '{backup}' is damaged in database '{name}', beside '{verified}', which is verified: {damage}.",
                    "take an older base backup and replay more log; look at the store that keeps this one.");
            }

            (obstacle is null ? read : unread).Add(obstacle is null ? $"'{name}'" : $"'{name}' ({obstacle})");
        }

        return
        [
            .. read.Count == 0 ? [] : new[] { $"nothing compared the backup's files with what they were; every page of the other databases was read: {string.Join(", ", read)}" },
            .. unread.Count == 0 ? [] : new[] { $"pages of these databases could not be read: {string.Join(", ", unread)}" },
        ];
    }
}
