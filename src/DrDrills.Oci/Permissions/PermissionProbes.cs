using DrDrills.Configuration;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using Oci.CoreService.Requests;
using Oci.DatabaseService.Requests;
using Oci.IdentityService.Requests;
using Oci.KeymanagementService.Requests;
using Oci.ObjectstorageService.Requests;
using Oci.SecretsService.Requests;
using Oci.VaultService.Requests;

namespace DrDrills.Oci.Permissions;

/// <summary>Every permission that drills need, each once, with the call that shows it.</summary>
internal sealed class PermissionProbes(OciTenancy tenancy)
{
    private static readonly string[] _grantsToWrite =
    [
        "manage volume-family", "manage instance-family", "manage object-family", "manage autonomous-database-family", "manage secret-family",
        "manage work-requests",
    ];

    private OciRegion Region => tenancy.Home;

    /// <summary>What is read where a system runs.</summary>
    /// <param name="compartment">OCID of one of the system's compartments.</param>
    /// <param name="sources">What the system has.</param>
    public IEnumerable<PermissionProbe> Reading(string compartment, OciSources sources)
    {
        var place = $"compartment id {compartment}";
        yield return new("find volumes", "read volumes", place, "ListVolumes", ct =>
            Region.Blockstorage().ListVolumes(new ListVolumesRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
        yield return new("find backups of volumes", "read volume-backups", place, "ListVolumeBackups", ct =>
            Region.Blockstorage().ListVolumeBackups(new ListVolumeBackupsRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
        yield return new("find backups of boot volumes", "read boot-volume-backups", place, "ListBootVolumeBackups", ct =>
            Region.Blockstorage().ListBootVolumeBackups(new ListBootVolumeBackupsRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
        if (sources.BlockVolume is { } volume)
        {
            yield return new("see which backup policy a volume has", "read backup-policy-assignments", place, "GetVolumeBackupPolicyAssetAssignment", ct =>
                Region.Blockstorage().GetVolumeBackupPolicyAssetAssignment(new GetVolumeBackupPolicyAssetAssignmentRequest { AssetId = volume }, null, ct));
        }

        yield return new("find archives", "read buckets", place, "ListBuckets", async ct =>
            await Region.Objects().ListBuckets(
                new ListBucketsRequest { NamespaceName = await NamespaceAsync(ct).ConfigureAwait(false), CompartmentId = compartment, Limit = 1 }, null, ct)
                .ConfigureAwait(false));
        if (sources.ArchiveBucket?.Split('/', 2)[0] is { } bucket)
        {
            yield return new("read archives", "read objects", place, "ListObjects", async ct => await Region.Objects().ListObjects(
                new ListObjectsRequest { NamespaceName = await NamespaceAsync(ct).ConfigureAwait(false), BucketName = bucket, Limit = 1 }, null, ct)
                .ConfigureAwait(false));
        }

        yield return new("find databases", "read autonomous-databases", place, "ListAutonomousDatabases", ct =>
            Region.Databases().ListAutonomousDatabases(new ListAutonomousDatabasesRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
        yield return new("find backups of databases", "read autonomous-backups", place, "ListAutonomousDatabaseBackups", ct =>
            Region.Databases().ListAutonomousDatabaseBackups(
                new ListAutonomousDatabaseBackupsRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
        yield return new("find vaults", "inspect vaults", place, "ListVaults", ct =>
            Region.KeyVaults().ListVaults(new ListVaultsRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
        yield return new("find secrets", "read secrets", place, "ListSecrets", ct =>
            Region.SecretManagement().ListSecrets(new ListSecretsRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
        if (sources.Secrets is [var secret, ..])
        {
            yield return new("read secrets", "read secret-bundles", place, "GetSecretBundle", ct =>
                Region.SecretRetrieval().GetSecretBundle(new GetSecretBundleRequest { SecretId = secret }, null, ct));
        }

        yield return new("see policies", "inspect policies", place, "ListPolicies", ct =>
            Region.Policies().ListPolicies(new ListPoliciesRequest { CompartmentId = compartment, Limit = 1 }, null, ct));
    }

    /// <summary>What is made and removed where drills may write: seen from what may be listed there; making anything to see it would not be harmless.</summary>
    public static IEnumerable<PermissionProbe> Writing(string compartment) =>
        from grant in _grantsToWrite
        select new PermissionProbe("make and remove copies", grant, $"compartment id {compartment}", null, null);

    private async Task<string> NamespaceAsync(CancellationToken cancellationToken) =>
        (await Region.Objects().GetNamespace(new GetNamespaceRequest(), null, cancellationToken).ConfigureAwait(false)).Value;
}
