namespace DrDrills.PostgreSql.Digests;

/// <summary>One table whose rows are digested: an ordinary table, a partition or a populated materialised view.</summary>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Table name.</param>
/// <param name="QuotedName">Schema and name as the server quotes them.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Columns">Its live columns by name (ordinal); the order in the table may differ after a restore.</param>
/// <param name="Blocks">Number of blocks on disk, or null where it cannot be read by block range, or somebody holds it against all others, so that its size is not told.</param>
/// <param name="Condition">
/// For an extension's configuration table the extension's own <c>WHERE …</c>: only those rows are in a backup. Else empty.
/// </param>
public sealed record DigestTable(
    string Schema,
    string Name,
    string QuotedName,
    DigestTableKind Kind,
    IReadOnlyList<DigestColumn> Columns,
    long? Blocks,
    string Condition)
{
    /// <value>Whether values lie outside of its rows, where reading one twice costs. Default: false.</value>
    public bool HasLongValues { get; init; }
}
