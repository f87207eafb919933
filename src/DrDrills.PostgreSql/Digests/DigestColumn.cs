namespace DrDrills.PostgreSql.Digests;

/// <summary>One column of a digested table.</summary>
/// <param name="QuotedName">Name as the server quotes it.</param>
/// <param name="IsBytea">Whether its type is exactly <c>bytea</c>, whose text form would be twice its size.</param>
/// <param name="Form">How its values become bytes that are the same on two servers exactly for the same values.</param>
public sealed record DigestColumn(string QuotedName, bool IsBytea, CopyForm Form)
{
    /// <value>The server's own name of its type, such as <c>int4</c>, seen through domains; empty for types that are not the server's own.</value>
    public string Type { get; init; } = "";

    /// <value>Its type's modifier (of <c>bpchar</c>: the length and 4), seen through domains, or −1.</value>
    public int Modifier { get; init; } = -1;

    /// <value>What its type's send function is called in SQL, quoted; empty where there is none.</value>
    public string Sender { get; init; } = "";

    /// <value>Whether it is not declared NOT NULL. Default: true.</value>
    public bool MayBeNull { get; init; } = true;

    /// <summary>The column of <see cref="TableRows"/>.</summary>
    internal string Value => $"{TableRows.Alias}.{QuotedName}";

    /// <summary>SQL of its value in a binary copy of <see cref="TableRows"/>.</summary>
    internal string CopyExpression => Form switch
    {
        CopyForm.Sent => Value,
        CopyForm.SentFloat4 => $"CASE WHEN {Value} = 'NaN'::float4 THEN 'NaN'::float4 ELSE {Value} END",
        CopyForm.SentFloat8 => $"CASE WHEN {Value} = 'NaN'::float8 THEN 'NaN'::float8 ELSE {Value} END",
        _ => $"ROW({Value})::text",
    };

    /// <summary>What <see cref="Sender"/> takes: of <c>refcursor</c>, which is sent as text and is none, its text.</summary>
    private string Sendable => Type == "refcursor" ? $"{CopyExpression}::text" : CopyExpression;

    /// <summary>
    /// SQL of the same bytes as a <c>bytea</c>; a <c>bytea</c> makes two, its bytes up to 8 KiB and the SHA-256 beyond, one of them NULL.
    /// </summary>
    internal string Bytes => Type == "bytea"
        ? $"CASE WHEN length({Value}) <= 8192 THEN {Value} END, CASE WHEN length({Value}) > 8192 THEN sha256({Value}) END"
        : $"{Sender}({Sendable})";

    /// <summary>SQL of the same bytes as a <c>bytea</c>; of one that is as long as its SHA-256 or longer, that.</summary>
    internal string ShortBytes => Type == "bytea"
        ? $"CASE WHEN length({Value}) < 32 THEN {Value} ELSE sha256({Value}) END"
        : $"{Sender}({Sendable})";
}
