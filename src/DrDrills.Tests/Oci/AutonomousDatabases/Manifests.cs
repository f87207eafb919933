using DrDrills.Backups;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

internal static class Manifests
{
    public static BackupManifest Of(string algorithm, params IReadOnlyList<ManifestTable> tables) => new()
    {
        BackupId = "b",
        TakenAt = DateTimeOffset.UnixEpoch,
        Source = null!,
        DigestAlgorithm = algorithm,
        Tables = tables,
        Objects = [],
        Sequences = [],
        LargeObjects = null!,
        Roles = [],
        Extensions = [],
        Collations = [],
    };
}
