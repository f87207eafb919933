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
/// not let pairs of equal rows cancel. <c>OFFSET 0</c> keeps the planner from computing the text once per seed. Columns are always named
/// with the table's alias, so a column with the alias's own name does no harm.
/// </remarks>
public sealed class TextHash128 : ITableDigest
{
    private const string FirstSeed = "7046029254386353131";
    private const string SecondSeed = "-3335678366873096957";

    /// <inheritdoc/>
    public string Algorithm => "pg-text-hash128/v1";

    /// <inheritdoc/>
    public string Query(DigestTable table, BlockRange? blocks)
    {
        var columns = string.Join(", ", table.Columns.Select(column =>
            column.IsBytea ? $"sha256(drdrills_t.{column.QuotedName})" : $"drdrills_t.{column.QuotedName}"));
        var sql = new StringBuilder()
            .Append("SELECT count(*), ")
            .Append(CultureInfo.InvariantCulture, $"coalesce(sum(hashtextextended(row_text COLLATE \"C\", {FirstSeed})), 0)::text, ")
            .Append(CultureInfo.InvariantCulture, $"coalesce(sum(hashtextextended(row_text COLLATE \"C\", {SecondSeed})), 0)::text ")
            .Append(CultureInfo.InvariantCulture, $"FROM (SELECT ROW({columns})::text AS row_text ")
            .Append(CultureInfo.InvariantCulture, $"FROM {Rows(table)} {Where(blocks)} OFFSET 0) AS drdrills_rows");
        return sql.ToString();
    }

    /// <inheritdoc/>
    public DigestPart Read(DbDataReader row) =>
        new(row.GetInt64(0), Sum(row.GetString(1)), Sum(row.GetString(2)));

    private static string Rows(DigestTable table) =>
        table.Condition.Length == 0
            ? $"ONLY {table.QuotedName} AS drdrills_t"
            : $"(SELECT * FROM ONLY {table.QuotedName} {table.Condition}) AS drdrills_t";

    private static string Where(BlockRange? blocks) => blocks switch
    {
        null => "",
        { To: null } range => string.Create(
            CultureInfo.InvariantCulture, $"WHERE drdrills_t.ctid >= '({range.From},0)'::tid"),
        { } range => string.Create(
            CultureInfo.InvariantCulture,
            $"WHERE drdrills_t.ctid >= '({range.From},0)'::tid AND drdrills_t.ctid < '({range.To},0)'::tid"),
    };

    private static BigInteger Sum(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);
}
