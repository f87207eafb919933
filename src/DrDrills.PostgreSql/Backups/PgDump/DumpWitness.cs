using System.Data.Common;
using DrDrills.Drills;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>
/// Witness of a restore into a fresh cluster of ours, in which no statement of the backup was run by a superuser until <see cref="AtEnd"/> was
/// taken: whatever PostgreSQL itself keeps (counts of changed rows, validated constraints, indexes) is then PostgreSQL's own word.
/// </summary>
/// <param name="AtEnd">The state of every table when every session of the restore was gone.</param>
/// <param name="Early">What was digested while the restore went on.</param>
/// <param name="Algorithm">The digest it was digested with; null where nothing was.</param>
internal sealed record DumpWitness(
    IReadOnlyDictionary<(string Schema, string Name), TableState> AtEnd, Task<IReadOnlyList<EarlyDigest>> Early, string? Algorithm) : RestoreWitness
{
    /// <summary>
    /// From how many bytes on it is not asked again what PostgreSQL itself established while it restored: below, asking costs next to nothing.
    /// </summary>
    public const long Large = 8 << 20;

    /// <summary>The tables that have not changed since the restore ended.</summary>
    public async Task<IReadOnlyDictionary<(string Schema, string Name), TableState>> UnchangedAsync(
        DbDataSource database, CancellationToken cancellationToken)
    {
        var session = await PinnedSession.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var now = await TableState.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return AtEnd.Where(table => now.TryGetValue(table.Key, out var state) && state == table.Value).ToDictionary();
    }

    /// <summary>The early digests that are proven to be of the rows that are there now.</summary>
    public async Task<IReadOnlyDictionary<(string Schema, string Name), DigestPart>> DigestsAsync(
        DbDataSource database, string algorithm, CancellationToken cancellationToken)
    {
        if (algorithm != Algorithm)
        {
            return new Dictionary<(string Schema, string Name), DigestPart>();
        }

        var early = (await Early.WaitAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(digest => digest.Before.Oid);
        var unchanged = await UnchangedAsync(database, cancellationToken).ConfigureAwait(false);
        return unchanged
            .Where(table => early.TryGetValue(table.Value.Oid, out var digest) && digest.HoldsIn(table.Value))
            .ToDictionary(table => table.Key, table => early[table.Value.Oid].Part);
    }
}
