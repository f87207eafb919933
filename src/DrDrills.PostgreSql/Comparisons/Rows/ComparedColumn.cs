using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>One column of a table that is to be compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the server writes it, length and precision included.</param>
/// <param name="Sender">What <see cref="CopyForms.SenderSql"/> says of it.</param>
/// <param name="OrderedAs">The type that a constant of its order is written with: the base type of a domain, without length.</param>
/// <param name="ByBytes">Whether its collation, if it has any, orders by bytes.</param>
internal sealed record ComparedColumn(string Name, string Type, string Sender, string OrderedAs, bool ByBytes)
{
    private static readonly HashSet<string> _signed =
    [
        "smallint", "integer", "bigint", "date", "time without time zone", "timestamp without time zone", "timestamp with time zone",
    ];

    private static readonly HashSet<string> _bytes =
        ["oid", "uuid", "bytea", "boolean", "\"char\"", "name", "macaddr", "pg_lsn", "text", "character varying"];

    /// <summary>How its values are asked for.</summary>
    public CopyForm Form { get; init; } = CopyForms.Of(Sender);

    /// <summary>The column's order, as far as this program can follow it.</summary>
    public KeyOrder Order => !ByBytes || Form != CopyForm.Sent ? KeyOrder.None
        : _signed.Contains(OrderedAs) ? KeyOrder.Signed
        : _bytes.Contains(OrderedAs) ? KeyOrder.Bytes
        : KeyOrder.None;

    /// <summary>Whether its values are text in the database's encoding.</summary>
    public bool IsText => OrderedAs is "text" or "character varying" or "name";

    /// <summary>SQL of the value as it is compared.</summary>
    public string Sent => new DigestColumn(Sql.Name(Name), false, Form).CopyExpression;

    /// <summary>SQL of the column.</summary>
    public string Named => $"{TableRows.Alias}.{Sql.Name(Name)}";

    /// <summary>SQL of the value as text: that of a row constructor around it; see <see cref="RecordText"/>.</summary>
    public string Written => $"ROW({Named})::text";
}
