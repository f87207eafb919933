namespace DrDrills.PostgreSql.Digests;

/// <summary>A run of a table's blocks.</summary>
/// <param name="From">First block, inclusive.</param>
/// <param name="To">Last block, exclusive, or null for all that follow.</param>
public readonly record struct BlockRange(long From, long? To);
