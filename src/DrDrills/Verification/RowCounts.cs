namespace DrDrills.Verification;

/// <summary>How many rows each table of a restored copy holds, and which source the copy is of.</summary>
/// <param name="Source">The source, as far as the copy knows it.</param>
/// <param name="Tables">Every ordinary table, by schema and name (ordinal); neither unlogged tables nor materialised views.</param>
public sealed record RowCounts(SourceNames Source, IReadOnlyList<CountedTable> Tables)
{
    /// <summary>Rows of all tables together.</summary>
    public long Total => Tables.Sum(table => table.Rows);
}
