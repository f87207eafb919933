using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Rows without a digest, where there is nothing to compare one with.</summary>
internal sealed class RowCount : ITableDigest
{
    public string Algorithm => "rows";

    public async Task<DigestPart> DigestAsync(PinnedSession session, DigestTable table, BlockRange? blocks, CancellationToken cancellationToken) =>
        new(await session.ScalarAsync<long>(
            $"SELECT count(*) FROM {TableRows.From(table)} {TableRows.Where(blocks)}", cancellationToken).ConfigureAwait(false), 0, 0);
}
