using System.Data.Common;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>How an Autonomous Database is restored in place.</summary>
public sealed record InPlaceRestoreOptions
{
    /// <value>The tenancy; its identity must be allowed to restore the database, which a drill's own should not be.</value>
    public required OciTenancy Tenancy { get; init; }

    /// <value>Name of the region that the database is in. Default: null, the tenancy's home region.</value>
    public string? Region { get; init; }

    /// <value>OCID of the database, whose present content is replaced.</value>
    public required string DatabaseId { get; init; }

    /// <value>Who said that it may be. Default: nobody, and so it is refused.</value>
    public DestructiveConsent Consent { get; init; } = DestructiveConsent.None;

    /// <value>Moment to restore; null takes the last one before the incident.</value>
    public DateTimeOffset? Moment { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.Resolution"/>
    public TimeSpan Resolution { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>Addresses that may connect afterwards; a restore leaves the list as it is.</value>
    public required IReadOnlyList<string> AccessList { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.Expected"/>
    public BackupManifest? Expected { get; init; }

    /// <inheritdoc cref="AutonomousDatabaseCloneOptions.NewestRecordQuery"/>
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
