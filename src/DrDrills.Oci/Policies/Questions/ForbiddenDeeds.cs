using DrDrills.Configuration;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;
using Oci.DatabaseService.Requests;
using Oci.IdentityService.Models;
using Oci.IdentityService.Requests;
using Oci.ObjectstorageService.Requests;
using Oci.SecretsService.Requests;
using Oci.VaultService.Models;
using Oci.VaultService.Requests;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>What the drill's identity must not be able to do, each with the canary that it is tried on.</summary>
internal sealed class ForbiddenDeeds
{
    /// <summary>An etag that no service gives: a deletion with it is refused by its precondition wherever it is allowed by policy.</summary>
    private const string NoSuchVersion = "drdrills-must-be-refused";

    private readonly OciTenancy _tenancy;
    private readonly OciSources _sources;

    private ForbiddenDeeds(OciTenancy tenancy, OciSources sources) => (_tenancy, _sources) = (tenancy, sources);

    private OciRegion Region => _tenancy.Home;

    public static IReadOnlyList<ForbiddenDeed> Of(OciTenancy tenancy, OciSources sources) => new ForbiddenDeeds(tenancy, sources).All();

    private IReadOnlyList<ForbiddenDeed> All() =>
    [
        new("delete a volume of production", "DeleteVolume", "VOLUME_DELETE", VolumeAsync, (canary, ct) =>
            Region.Blockstorage().DeleteVolume(new DeleteVolumeRequest { VolumeId = canary.Id, IfMatch = NoSuchVersion }, null, ct)),
        new("delete a backup of production", "DeleteVolumeBackup", "VOLUME_BACKUP_DELETE", VolumeBackupAsync, (canary, ct) =>
            Region.Blockstorage().DeleteVolumeBackup(new DeleteVolumeBackupRequest { VolumeBackupId = canary.Id, IfMatch = NoSuchVersion }, null, ct)),
        new("delete a bucket of production", "DeleteBucket", "BUCKET_DELETE", BucketAsync, async (canary, ct) =>
            await Region.Objects().DeleteBucket(
                new DeleteBucketRequest { NamespaceName = await NamespaceAsync(ct).ConfigureAwait(false), BucketName = canary.Id, IfMatch = NoSuchVersion }, null, ct)
                .ConfigureAwait(false)),
        new("delete a database of production", "DeleteAutonomousDatabase", "AUTONOMOUS_DATABASE_DELETE", DatabaseAsync, (canary, ct) =>
            Region.Databases().DeleteAutonomousDatabase(
                new DeleteAutonomousDatabaseRequest { AutonomousDatabaseId = canary.Id, IfMatch = NoSuchVersion }, null, ct)),
        new("delete a secret of production", "ScheduleSecretDeletion", "SECRET_DELETE", SecretAsync, (canary, ct) =>
            Region.SecretManagement().ScheduleSecretDeletion(
                new ScheduleSecretDeletionRequest
                {
                    SecretId = canary.Id,
                    ScheduleSecretDeletionDetails = new ScheduleSecretDeletionDetails(),
                    IfMatch = NoSuchVersion,
                },
                null,
                ct)),
        new("change a policy", "UpdatePolicy", "POLICY_UPDATE", PolicyAsync, (canary, ct) => Region.Policies().UpdatePolicy(
            new UpdatePolicyRequest
            {
                PolicyId = canary.Id,
                UpdatePolicyDetails = new UpdatePolicyDetails { Description = "An expendable policy on which drills try whether they may change policies." },
                IfMatch = NoSuchVersion,
            },
            null,
            ct)),
        new("read a secret of another system", "GetSecretBundle", "SECRET_BUNDLE_READ", ForbiddenSecretAsync, (canary, ct) =>
            Region.SecretRetrieval().GetSecretBundle(new GetSecretBundleRequest { SecretId = canary.Id }, null, ct)),
    ];

    private Task<CanaryResource?> VolumeAsync(CancellationToken cancellationToken) => FirstAsync(
        "ListVolumes",
        async (compartment, page, ct) =>
        {
            var answer = await Region.Blockstorage().ListVolumes(new ListVolumesRequest { CompartmentId = compartment, Page = page }, null, ct).ConfigureAwait(false);
            return (answer.Items.Where(one => one.LifecycleState == Volume.LifecycleStateEnum.Available)
                .Select(one => (one.FreeformTags, new CanaryResource(one.Id, $"volume '{one.DisplayName}'"))), answer.OpcNextPage);
        },
        cancellationToken);

    private Task<CanaryResource?> VolumeBackupAsync(CancellationToken cancellationToken) => FirstAsync(
        "ListVolumeBackups",
        async (compartment, page, ct) =>
        {
            var answer = await Region.Blockstorage().ListVolumeBackups(new ListVolumeBackupsRequest { CompartmentId = compartment, Page = page }, null, ct)
                .ConfigureAwait(false);
            return (answer.Items.Select(one => (one.FreeformTags, new CanaryResource(one.Id, $"volume backup '{one.DisplayName}'"))), answer.OpcNextPage);
        },
        cancellationToken);

    private Task<CanaryResource?> BucketAsync(CancellationToken cancellationToken) => FirstAsync(
        "ListBuckets",
        async (compartment, page, ct) =>
        {
            var answer = await Region.Objects().ListBuckets(
                new ListBucketsRequest
                {
                    NamespaceName = await NamespaceAsync(ct).ConfigureAwait(false),
                    CompartmentId = compartment,
                    Page = page,
                    Fields = [ListBucketsRequest.FieldsEnum.Tags],
                },
                null,
                ct).ConfigureAwait(false);
            return (answer.Items.Select(one => (one.FreeformTags, new CanaryResource(one.Name, $"bucket '{one.Name}'"))), answer.OpcNextPage);
        },
        cancellationToken);

    private Task<CanaryResource?> DatabaseAsync(CancellationToken cancellationToken) => FirstAsync(
        "ListAutonomousDatabases",
        async (compartment, page, ct) =>
        {
            var answer = await Region.Databases().ListAutonomousDatabases(
                new ListAutonomousDatabasesRequest { CompartmentId = compartment, Page = page }, null, ct).ConfigureAwait(false);
            return (answer.Items.Select(one => (one.FreeformTags, new CanaryResource(one.Id, $"autonomous database '{one.DisplayName}'"))), answer.OpcNextPage);
        },
        cancellationToken);

    private Task<CanaryResource?> SecretAsync(CancellationToken cancellationToken) => FirstAsync(
        "ListSecrets",
        async (compartment, page, ct) =>
        {
            var answer = await Region.SecretManagement().ListSecrets(new ListSecretsRequest { CompartmentId = compartment, Page = page }, null, ct)
                .ConfigureAwait(false);
            return (answer.Items.Where(one => one.LifecycleState == SecretSummary.LifecycleStateEnum.Active)
                .Select(one => (one.FreeformTags, new CanaryResource(one.Id, $"secret '{one.SecretName}'"))), answer.OpcNextPage);
        },
        cancellationToken);

    private Task<CanaryResource?> PolicyAsync(CancellationToken cancellationToken) => FirstAsync(
        "ListPolicies",
        async (compartment, page, ct) =>
        {
            var answer = await Region.Policies().ListPolicies(new ListPoliciesRequest { CompartmentId = compartment, Page = page }, null, ct)
                .ConfigureAwait(false);
            return (answer.Items.Select(one => (one.FreeformTags, new CanaryResource(one.Id, $"policy '{one.Name}'"))), answer.OpcNextPage);
        },
        cancellationToken);

    /// <summary>It lies where this identity sees nothing, so that its tag cannot be read: it is named by the configuration, and only read.</summary>
    private Task<CanaryResource?> ForbiddenSecretAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_sources.ForbiddenSecret is { } id ? new CanaryResource(id, $"secret '{id}' of another system") : null);

    private async Task<string> NamespaceAsync(CancellationToken cancellationToken) =>
        (await Region.Objects().GetNamespace(new GetNamespaceRequest(), null, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>The first canary of the system's compartments.</summary>
    private async Task<CanaryResource?> FirstAsync(
        string operation,
        Func<string, string?, CancellationToken, Task<(IEnumerable<(Dictionary<string, string> Tags, CanaryResource Resource)> Items, string? Next)>> list,
        CancellationToken cancellationToken)
    {
        foreach (var compartment in _sources.Compartments)
        {
            var all = await _tenancy.Calls.ListAsync(
                operation, $"compartment '{compartment}'", (page, ct) => list(compartment, page, ct), page => page, cancellationToken).ConfigureAwait(false);
            if (all.FirstOrDefault(one => Canary.Is(one.Tags)) is { Resource: { } canary })
            {
                return canary;
            }
        }

        return null;
    }
}
