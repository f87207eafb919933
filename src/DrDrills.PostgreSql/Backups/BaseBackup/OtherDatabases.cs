using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The databases of a copied server that a drill does not verify: where nothing compared the files with what they were, their pages are read.</summary>
internal static class OtherDatabases
{
    private const string Others = "SELECT datname::text FROM pg_catalog.pg_database WHERE datallowconn ORDER BY datname";

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
        foreach (var name in await NamesAsync(server, cancellationToken).ConfigureAwait(false))
        {
            if (name == verified)
            {
                continue;
            }

            var database = server.Connect(name);
            await using var _ = database.ConfigureAwait(false);
            var (damage, wasAsked) = await IndexIntegrityVerification.ReadPagesAsync(database, cancellationToken).ConfigureAwait(false);
            if (damage is not null)
            {
                throw new BackupUnreadableException(
                    "DR1337",
                    backup,
                    $"Backup '{backup}' is damaged in database '{name}', beside '{verified}', which is verified: {damage}.",
                    "take an older base backup and replay more log; look at the store that keeps this one.");
            }

            (wasAsked ? read : unread).Add($"'{name}'");
        }

        return
        [
            .. read.Count == 0 ? [] : new[] { $"nothing compared the backup's files with what they were; every page of the other databases was read: {string.Join(", ", read)}" },
            .. unread.Count == 0 ? [] : new[] { $"pages of these databases could not be read, for lack of rights or PostgreSQL's contrib libraries, or because event triggers would run: {string.Join(", ", unread)}" },
        ];
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(IPostgresServer server, CancellationToken cancellationToken)
    {
        var source = server.Connect("postgres");
        await using var _ = source.ConfigureAwait(false);
        return await Sql.ListAsync(source, Others, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
    }
}
