using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace DrDrills.PostgreSql.Digests;

/// <summary>
/// Digest in the server: each row's text is hashed to 64 bits twice, with different seeds, and the hashes are summed exactly.
/// </summary>
/// <remarks>
/// The text is that of a row constructor over all columns sorted by name, which tells NULL (nothing) from empty (<c>""</c>) and quotes
/// separators. <c>bytea</c> goes in as its SHA-256, which keeps the text of a row far from the server's limit of 1 GiB. Sums, unlike XOR, do
/// not let pairs of equal rows cancel. <c>OFFSET 0</c> keeps the planner from computing the text once per seed.
/// </remarks>
public sealed class TextHash128 : ITableDigest
{
    private const string FirstSeed = "7046029254386353131";
    private const string SecondSeed = "-3335678366873096957";

    /// <inheritdoc/>
    public string Algorithm => "pg-text-hash128/v1";

    /// <inheritdoc/>
    public async Task<DigestPart> DigestAsync(
        PinnedSession session, DigestTable table, BlockRange? blocks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(table);
        return (await session.ReadAsync(Query(table, blocks), Read, cancellationToken).ConfigureAwait(false))[0];
    }

    private static string Query(DigestTable table, BlockRange? blocks)
    {
        var columns = string.Join(", ", table.Columns.Select(column =>
            column.IsBytea ? $"sha256({column.Value})" : column.Value));
        var sql = new StringBuilder()
            .Append("SELECT count(*), ")
            .Append(CultureInfo.InvariantCulture, $"coalesce(sum(hashtextextended(row_text COLLATE \"C\", {FirstSeed})), 0)::text, ")
            .Append(CultureInfo.InvariantCulture, $"coalesce(sum(hashtextextended(row_text COLLATE \"C\", {SecondSeed})), 0)::text ")
            .Append(CultureInfo.InvariantCulture, $"FROM (SELECT ROW({columns})::text AS row_text ")
            .Append(CultureInfo.InvariantCulture, $"FROM {TableRows.From(table)} {TableRows.Where(blocks)} OFFSET 0) AS drdrills_rows");
        return sql.ToString();
    }

    private static DigestPart Read(DbDataReader row) =>
        new(row.GetInt64(0), Sum(row.GetString(1)), Sum(row.GetString(2)));

    private static BigInteger Sum(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);
}
