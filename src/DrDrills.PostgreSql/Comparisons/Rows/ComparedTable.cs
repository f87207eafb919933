using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>One table of one side.</summary>
/// <param name="Digested">What it is, and how its rows are named in SQL.</param>
/// <param name="Columns">Its columns by name (ordinal).</param>
/// <param name="Keys">Column names of everything that tells its rows apart: the primary key first, then the shortest.</param>
internal sealed record ComparedTable(
    DigestTable Digested, IReadOnlyList<ComparedColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Keys)
{
    /// <summary>Schema and name.</summary>
    public (string Schema, string Name) Id => (Digested.Schema, Digested.Name);
}
