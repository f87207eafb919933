namespace DrDrills.Backups;

/// <summary>One sequence's position.</summary>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Sequence name.</param>
/// <param name="LastValue">As <c>last_value</c>.</param>
/// <param name="IsCalled">As <c>is_called</c>.</param>
/// <param name="OwnedBy"><c>schema.table.column</c>, or null.</param>
/// <param name="MovedTo">
/// <c>last_value</c> after the backup where the sequence moved while the backup was taken (sequences stand outside snapshots), so
/// that any position between the two is right; null where it stood still and only <paramref name="LastValue"/> is right.
/// </param>
public sealed record ManifestSequence(
    string Schema, string Name, long LastValue, bool IsCalled, string? OwnedBy, long? MovedTo = null);
