using System.Data.Common;
using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.Verification;

/// <summary>What a verification may look at.</summary>
public sealed record VerificationContext
{
    /// <value>The backup under drill.</value>
    public required BackupDescriptor Backup { get; init; }

    /// <value>The folder with the fetched files, or null where the drill fetched none.</value>
    public DirectoryInfo? FetchedFiles { get; init; }

    /// <value>The backup's files as they were read while the restore went on, or null before the restore and where they were fetched first.</value>
    public IReadOnlyList<ManifestFile>? StreamedFiles { get; init; }

    /// <value>Administrator's connections to the restored database, or null before the restore. Owned by the caller.</value>
    public DbDataSource? Database { get; init; }

    /// <value>
    /// Connections that act as the named role of the restored database, or null before the restore. Whoever calls it disposes of what
    /// it returns.
    /// </value>
    public Func<string, DbDataSource>? DatabaseAs { get; init; }

    /// <value>Every database of a copy that is of more than one; else empty. Owned by the caller.</value>
    public IReadOnlyList<CopiedDatabase> Databases { get; init; } = [];

    /// <value>The roles that the backup itself makes, or null before the restore and where it makes none.</value>
    public IReadOnlyList<ManifestRole>? StatedRoles { get; init; }

    /// <value>Sequences, by schema and name, whose position the backup itself states; empty before the restore and where it states none.</value>
    public IReadOnlySet<(string Schema, string Name)> PositionedSequences { get; init; } = new HashSet<(string Schema, string Name)>();

    /// <value>The restored files, or null before the restore and for a system without any. Owned by the caller.</value>
    public IRestoredFiles? Files { get; init; }

    /// <value>Where the restored application answers, or null before the restore and for a system without one.</value>
    public Uri? Endpoint { get; init; }

    /// <value>The restored system and where it runs, or null before the restore.</value>
    public TargetDescription? Target { get; init; }

    /// <value>Where the data really ended up, or null before the restore and where it is not known.</value>
    public RecoveryPoint? RecoveryPoint { get; init; }

    /// <value>What the recovery saw of the data while it restored it, or null before the restore and where it looked at nothing.</value>
    public RestoreWitness? Witness { get; init; }

    /// <value>The live source that the copy is compared with, or null (then the basis is not <see cref="ComparisonBasis.Live"/>).</value>
    public LiveSource? Live { get; init; }

    /// <value>The incident that the drill recovers from.</value>
    public required Incident Incident { get; init; }

    /// <value>The objectives that the drill is held to.</value>
    public required Objectives.DrillObjectives Objectives { get; init; }

    /// <value>Every verification that this drill asks, the one that looks at this among them; empty where one is asked alone.</value>
    public IReadOnlyCollection<VerificationId> Asked { get; init; } = [];

    /// <value>How many connections a verification may use at once; at least 1.</value>
    public int Parallelism { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <value>The manifest that the backup must match, or null (then the basis is not <see cref="ComparisonBasis.Manifest"/>).</value>
    public BackupManifest? Manifest => Backup.Manifest;
}
