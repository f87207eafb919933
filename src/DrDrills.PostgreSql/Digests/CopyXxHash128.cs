using System.Numerics;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Digest here: rows come in as a binary copy, each is hashed with XXH128, and both halves of the hashes are summed exactly.</summary>
/// <remarks>
/// Columns are asked for sorted by name, each in the form that <see cref="CopyForms"/> found to be the same on every server. Sums, unlike
/// XOR, do not let pairs of equal rows cancel.
/// </remarks>
public sealed class CopyXxHash128 : ITableDigest
{
    /// <inheritdoc/>
    public string Algorithm => "pg-copy-xxh128/v1";

    /// <inheritdoc/>
    public Task<DigestPart> DigestAsync(
        PinnedSession session, DigestTable table, BlockRange? blocks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(table);
        var columns = string.Join(", ", table.Columns.Select(column => column.CopyExpression));
        return session.CopyOutAsync(
            $"SELECT {columns} FROM {TableRows.From(table)} {TableRows.Where(blocks)}", Sum, cancellationToken);
    }

    private static DigestPart Sum(Stream copy)
    {
        var reader = new CopyRowReader(copy);
        var (rows, first, second) = (0L, UInt128.Zero, UInt128.Zero);
        while (reader.Read())
        {
            rows++;
            first += (ulong)(reader.Hash >> 64);
            second += (ulong)(reader.Hash & ulong.MaxValue);
        }

        return new DigestPart(rows, (BigInteger)first, (BigInteger)second);
    }
}
