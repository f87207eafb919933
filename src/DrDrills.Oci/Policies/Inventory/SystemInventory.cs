namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Everything that a system has in its compartments, as listed at one time.</summary>
/// <param name="TakenAt">UTC instant.</param>
/// <param name="Resources">What holds data.</param>
/// <param name="Keys">Keys of the vaults there.</param>
/// <param name="Secrets">Secrets there.</param>
public sealed record SystemInventory(
    DateTimeOffset TakenAt,
    IReadOnlyList<AuditedResource> Resources,
    IReadOnlyList<AuditedKey> Keys,
    IReadOnlyList<AuditedSecret> Secrets)
{
    /// <summary>In counts.</summary>
    public string Scope =>
        string.Join(", ", Resources.GroupBy(resource => resource.Kind).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}s"))
        + $", {Keys.Count} keys, {Secrets.Count} secrets";
}
