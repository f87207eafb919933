using System.Data.Common;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>How the peer of a lost Autonomous Database takes its place.</summary>
public sealed record PeerFailoverOptions
{
    /// <value>The tenancy; its identity must be allowed to change the peer.</value>
    public required OciTenancy Tenancy { get; init; }

    /// <value>Name of the region that the peer is in: <c>ap-hyderabad-1</c>.</value>
    public required string Region { get; init; }

    /// <value>OCID of the lost database. Its own region is not asked for anything.</value>
    public required string LostDatabaseId { get; init; }

    /// <value>Compartment that the peer is in.</value>
    public required string CompartmentId { get; init; }

    /// <value>Who said that the peer may become the primary, by the peer's name. Default: nobody, and so it is refused.</value>
    public DestructiveConsent Consent { get; init; } = DestructiveConsent.None;

    /// <value>Addresses that may connect to the peer.</value>
    public required IReadOnlyList<string> AccessList { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.Expected"/>
    public BackupManifest? Expected { get; init; }

    /// <value>A query for the instant (UTC) of the newest record; without it the data loss is not measured, as a failover stops where the log ends. Default: null.</value>
    public string? NewestRecordQuery { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.Connect"/>
    public required Func<AutonomousDatabaseAddress, DbDataSource> Connect { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.ConnectAs"/>
    public Func<AutonomousDatabaseAddress, string, DbDataSource>? ConnectAs { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.Isolation"/>
    public Func<AutonomousDatabaseAddress, CancellationToken, Task<IsolationProof>>? Isolation { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.ReadyQuery"/>
    public string ReadyQuery { get; init; } = "SELECT 1";
}
