using System.Data.Common;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>The restored system as verifications see it.</summary>
/// <param name="Database">Administrator's connections to the restored database, or null for a system without one.</param>
/// <param name="FetchedFiles">The fetched backup, or null.</param>
public sealed record RestoredCopy(DbDataSource? Database, DirectoryInfo? FetchedFiles)
{
    /// <value>
    /// Connections that act as the named role of the restored database, as an application would; null where the system has no roles.
    /// The caller of the function disposes of what it returns.
    /// </value>
    public Func<string, DbDataSource>? DatabaseAs { get; init; }

    /// <value>Every database of a copy that is of more than one; else empty.</value>
    public IReadOnlyList<CopiedDatabase> Databases { get; init; } = [];

    /// <value>The roles that the backup itself makes, or null where it makes none.</value>
    public IReadOnlyList<ManifestRole>? StatedRoles { get; init; }

    /// <value>Sequences, by schema and name, whose position the backup itself states; empty where it states none, or is a copy of files.</value>
    public IReadOnlySet<(string Schema, string Name)> PositionedSequences { get; init; } = new HashSet<(string Schema, string Name)>();

    /// <value>The backup's files as they were read while the restore went on, or null where they were fetched first.</value>
    public IReadOnlyList<ManifestFile>? StreamedFiles { get; init; }

    /// <value>The restored files, or null for a system without any.</value>
    public IRestoredFiles? Files { get; init; }

    /// <value>Where the restored application answers, or null for a system without one.</value>
    public Uri? Endpoint { get; init; }

    /// <value>The place that the copy runs in, where it is another than the one provisioned; else null.</value>
    public TargetDescription? Target { get; init; }

    /// <value>What was seen of the data while it was restored, or null.</value>
    public RestoreWitness? Witness { get; init; }
}
