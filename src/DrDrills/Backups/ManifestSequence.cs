namespace DrDrills.Backups;

/// <summary>One sequence's position.</summary>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Sequence name.</param>
/// <param name="LastValue">As <c>last_value</c>.</param>
/// <param name="IsCalled">As <c>is_called</c>.</param>
/// <param name="OwnedBy"><c>schema.table.column</c>, or null.</param>
public sealed record ManifestSequence(string Schema, string Name, long LastValue, bool IsCalled, string? OwnedBy);
