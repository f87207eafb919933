namespace DrDrills.Oci.Vault;

/// <summary>One version of a secret, without its content.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Stages">Rotation states as OCI writes them: CURRENT, PENDING, PREVIOUS, LATEST, DEPRECATED.</param>
/// <param name="CreatedAt">UTC instant.</param>
public sealed record SecretVersionState(long Number, IReadOnlyList<string> Stages, DateTimeOffset? CreatedAt)
{
    /// <inheritdoc/>
    public override string ToString() => $"version {Number} ({string.Join(", ", Stages)})";
}
