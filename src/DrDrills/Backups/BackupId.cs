namespace DrDrills.Backups;

/// <summary>The name of one backup within its source.</summary>
/// <param name="Value">Not empty; a folder name, a label, an OCID.</param>
public readonly record struct BackupId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
