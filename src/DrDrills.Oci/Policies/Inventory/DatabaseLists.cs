using System.Globalization;
using DrDrills.Oci.Tenancy;
using Oci.DatabaseService.Models;
using Oci.DatabaseService.Requests;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Autonomous databases of a compartment, their automatic backups and their peers.</summary>
internal sealed class DatabaseLists(OciTenancy tenancy, string compartment)
{
    public async Task<IReadOnlyList<AuditedResource>> ReadAsync(CancellationToken cancellationToken)
    {
        var client = tenancy.Home.Databases();
        var databases = await tenancy.Calls.ListAsync(
            "ListAutonomousDatabases",
            $"compartment '{compartment}'",
            (page, ct) => client.ListAutonomousDatabases(new ListAutonomousDatabasesRequest { CompartmentId = compartment, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        var resources = new List<AuditedResource>();
        foreach (var database in databases.Where(IsThere))
        {
            var days = database.BackupRetentionPeriodInDays ?? 0;
            resources.Add(new AuditedResource
            {
                Kind = AuditedKind.Database,
                Id = database.Id,
                Name = database.DisplayName,
                Region = tenancy.Home.Name,
                CreatedAt = database.TimeCreated?.Utc() ?? DateTimeOffset.MinValue,
                Policy = days == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"automatic backups, {days} days"),
                PolicyKeeps = TimeSpan.FromDays(days),
                KeyId = database.KmsKeyId is { } key && key.StartsWith("ocid1.key.", StringComparison.Ordinal) ? key : null,
                ReplicaRegions = await PeersAsync(database, cancellationToken).ConfigureAwait(false),
                Backups = await BackupsAsync(database.Id, database.DisplayName, cancellationToken).ConfigureAwait(false),
            });
        }

        return resources;
    }

    private static bool IsThere(AutonomousDatabaseSummary database) =>
        database.LifecycleState is not (AutonomousDatabaseSummary.LifecycleStateEnum.Terminated or AutonomousDatabaseSummary.LifecycleStateEnum.Terminating)
        && !Canary.Is(database.FreeformTags);

    private async Task<IReadOnlyList<AuditedBackup>> BackupsAsync(string database, string name, CancellationToken cancellationToken)
    {
        var backups = await tenancy.Calls.ListAsync(
            "ListAutonomousDatabaseBackups",
            $"autonomous database '{name}'",
            (page, ct) => tenancy.Home.Databases().ListAutonomousDatabaseBackups(
                new ListAutonomousDatabaseBackupsRequest { AutonomousDatabaseId = database, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. backups.Select(backup => new AuditedBackup(
                backup.Id,
                (backup.TimeEnded ?? backup.TimeStarted ?? DateTime.MinValue).Utc(),
                tenancy.Home.Name,
                backup.TimeAvailableTill?.Utc(),
                backup.LifecycleState == AutonomousDatabaseBackupSummary.LifecycleStateEnum.Active && backup.IsRestorable != false)),
        ];
    }

    private async Task<IReadOnlyList<string>> PeersAsync(AutonomousDatabaseSummary database, CancellationToken cancellationToken)
    {
        var peers = await tenancy.Calls.ListAsync(
            "ListAutonomousDatabasePeers",
            $"autonomous database '{database.DisplayName}'",
            (page, ct) => tenancy.Home.Databases().ListAutonomousDatabasePeers(
                new ListAutonomousDatabasePeersRequest { AutonomousDatabaseId = database.Id, Page = page }, null, ct),
            answer => (answer.AutonomousDatabasePeerCollection.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return [.. peers.Select(peer => peer.Region)];
    }
}
