using System.Data.Common;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>How a clone of an Autonomous Database is made and reached.</summary>
public sealed record AutonomousDatabaseCloneOptions
{
    /// <value>The tenancy.</value>
    public required OciTenancy Tenancy { get; init; }

    /// <value>Name of the region that the source is in; the clone is made there. Default: null, the tenancy's home region.</value>
    public string? Region { get; init; }

    /// <value>OCID of the database that is cloned; it is only read.</value>
    public required string SourceId { get; init; }

    /// <value>Compartment that the clone is made in; must be on the tenancy's allow list.</value>
    public required string CompartmentId { get; init; }

    /// <value>
    /// Addresses, CIDR blocks or VCNs that may connect to the clone, at least one. Always asked for: a clone that is asked for none silently gets its
    /// source's present list, whatever that list was at the moment cloned.
    /// </value>
    public required IReadOnlyList<string> AccessList { get; init; }

    /// <value>Which state of the source. Default: the last moment before the incident.</value>
    public CloneFrom From { get; init; } = CloneFrom.BeforeIncident;

    /// <value>How finely the service tells moments apart. Default: 1 second.</value>
    public TimeSpan Resolution { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>ECPUs of the clone, at least 2. Default: 2.</value>
    public float ComputeCount { get; init; } = 2;

    /// <value>What the database must hold at that moment, or null where it is not known (then nothing is compared).</value>
    public BackupManifest? Expected { get; init; }

    /// <value>
    /// A query for the instant (UTC) of the newest record, as the business dates it: <c>SELECT max(placed_at) FROM sales.orders</c>. The clone must not hold
    /// a record of a later moment than it was asked for. Default: null, not asked.
    /// </value>
    public string? NewestRecordQuery { get; init; }

    /// <value>What tables of the source hold now, to see that it stays untouched; null leaves its content uncompared (a busy source changes by itself).</value>
    public Func<CancellationToken, Task<IReadOnlyList<ManifestTable>>>? SourceTables { get; init; }

    /// <value>Opens connections as administrator; the recovery disposes of what it returns.</value>
    public required Func<AutonomousDatabaseAddress, DbDataSource> Connect { get; init; }

    /// <value>Opens connections that act as the named role; null where none is wanted.</value>
    public Func<AutonomousDatabaseAddress, string, DbDataSource>? ConnectAs { get; init; }

    /// <value>
    /// Shows whether what runs in the recovered database (scheduler jobs come along with a clone) can reach the world. Default: null, not shown; the drill then has
    /// to be allowed to go on all the same.
    /// </value>
    public Func<AutonomousDatabaseAddress, CancellationToken, Task<IsolationProof>>? Isolation { get; init; }

    /// <value>A query that shows that the clone is usable. Default: one that PostgreSQL and Oracle Database 23ai understand; Oracle 19c wants FROM DUAL.</value>
    public string ReadyQuery { get; init; } = "SELECT 1";
}
