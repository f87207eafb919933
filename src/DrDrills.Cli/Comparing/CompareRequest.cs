using DrDrills.Credentials;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Comparisons;

namespace DrDrills.Cli.Comparing;

/// <summary>Two databases to be compared, and where the result goes.</summary>
internal sealed record CompareRequest
{
    /// <value>What should be there.</value>
    public required ComparedPlace A { get; init; }

    /// <value>What is compared with it.</value>
    public required ComparedPlace B { get; init; }

    /// <value>How much is named, and how many connections are used.</value>
    public required ComparisonOptions Options { get; init; }

    /// <value>Which of several systems a repository holds, or null for the only one.</value>
    public string? Stanza { get; init; }

    /// <value>What an encrypted backup is opened with, or null.</value>
    public SecretText? Key { get; init; }

    /// <value>Where the recovery of a base backup stops.</value>
    public RecoveryTarget RecoverTo { get; init; } = RecoveryTarget.Latest;

    /// <value>Where the log of a base backup is archived, or null.</value>
    public DirectoryInfo? LogArchive { get; init; }

    /// <value>The database of a base backup, or null for the one that its manifest describes.</value>
    public string? Database { get; init; }

    /// <value>Where backups are restored: auto, local or container.</value>
    public required string Target { get; init; }

    /// <value>Whether a backup may be restored where nothing proves that the copy cannot reach the network.</value>
    public bool AllowEgress { get; init; }

    /// <value>Where the result goes as JSON, or null.</value>
    public string? Json { get; init; }
}
