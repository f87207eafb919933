namespace DrDrills.Backups;

/// <summary>What the place where a backup lies says of its safety; each part null where it did not say.</summary>
/// <param name="Account">Region and account, without credentials: "ap-mumbai-1, namespace bharatmart".</param>
/// <param name="Immutability">Whether and how it is protected from change and deletion: "retention rule 'monthly', 400 days, locked".</param>
/// <param name="Encryption">Key and key version that it is encrypted with; never the key.</param>
public sealed record BackupPlace(string? Account, string? Immutability, string? Encryption);
