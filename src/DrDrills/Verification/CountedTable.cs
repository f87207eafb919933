namespace DrDrills.Verification;

/// <summary>One table and how many rows it holds; the partitions of a table count as the one table.</summary>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Table name.</param>
/// <param name="Rows">Exact number of rows.</param>
public sealed record CountedTable(string Schema, string Name, long Rows);
