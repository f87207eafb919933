using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>What the manifest says must be there; the verifications say what of it was not.</summary>
/// <param name="Tables">Tables with stored rows.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="SchemaObjects">Schema objects with a fingerprint.</param>
/// <param name="Sequences">Sequences with a position.</param>
/// <param name="LargeObjects">Large objects.</param>
/// <param name="Roles">Roles that the database needs.</param>
/// <param name="Files">Files of the backup.</param>
/// <param name="DigestAlgorithm">Name and version of the digest over rows.</param>
public sealed record EvidenceReconciliation(
    int Tables, long Rows, int SchemaObjects, int Sequences, long LargeObjects, int Roles, int Files, string DigestAlgorithm)
{
    internal static Stated<EvidenceReconciliation> Of(DrillRun run) => run.Backup?.Manifest is { } manifest
        ? Stated.Of(Of(manifest))
        : Stated.NotMeasured<EvidenceReconciliation>("There is no manifest to reconcile with.");

    private static EvidenceReconciliation Of(BackupManifest manifest) => new(
        manifest.Tables.Count,
        manifest.Tables.Sum(table => table.Rows),
        manifest.Objects.Count,
        manifest.Sequences.Count,
        manifest.LargeObjects.Count,
        manifest.Roles.Count,
        manifest.Files.Count,
        manifest.DigestAlgorithm);
}
