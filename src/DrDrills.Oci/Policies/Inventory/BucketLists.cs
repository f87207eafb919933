using System.Globalization;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Oci.Tenancy;
using Oci.ObjectstorageService.Models;
using Oci.ObjectstorageService.Requests;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>Buckets of a compartment, what protects them, and the objects in them.</summary>
internal sealed class BucketLists(OciTenancy tenancy, string compartment)
{
    public async Task<IReadOnlyList<AuditedResource>> ReadAsync(CancellationToken cancellationToken)
    {
        var space = (await AskAsync("GetNamespace", "this tenancy", ct => Client.GetNamespace(new GetNamespaceRequest(), null, ct), cancellationToken)
            .ConfigureAwait(false)).Value;
        var buckets = await tenancy.Calls.ListAsync(
            "ListBuckets",
            $"compartment '{compartment}'",
            (page, ct) => Client.ListBuckets(
                new ListBucketsRequest { NamespaceName = space, CompartmentId = compartment, Page = page, Fields = [ListBucketsRequest.FieldsEnum.Tags] }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        var resources = new List<AuditedResource>();
        foreach (var summary in buckets.Where(bucket => !Canary.Is(bucket.FreeformTags)))
        {
            resources.Add(await BucketAsync(space, summary.Name, cancellationToken).ConfigureAwait(false));
        }

        return resources;
    }

    private global::Oci.ObjectstorageService.ObjectStorageClient Client => tenancy.Home.Objects();

    private async Task<AuditedResource> BucketAsync(string space, string name, CancellationToken cancellationToken)
    {
        var subject = $"bucket '{name}'";
        var bucket = (await AskAsync(
            "GetBucket", subject, ct => Client.GetBucket(new GetBucketRequest { NamespaceName = space, BucketName = name }, null, ct), cancellationToken)
            .ConfigureAwait(false)).Bucket;
        var rules = (await AskAsync(
            "ListRetentionRules",
            subject,
            ct => Client.ListRetentionRules(new ListRetentionRulesRequest { NamespaceName = space, BucketName = name }, null, ct),
            cancellationToken).ConfigureAwait(false)).RetentionRuleCollection.Items;
        var replicas = await tenancy.Calls.ListAsync(
            "ListReplicationPolicies",
            subject,
            (page, ct) => Client.ListReplicationPolicies(
                new ListReplicationPoliciesRequest { NamespaceName = space, BucketName = name, Page = page }, null, ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return new AuditedResource
        {
            Kind = AuditedKind.Bucket,
            Id = bucket.Id ?? name,
            Name = name,
            Region = tenancy.Home.Name,
            CreatedAt = bucket.TimeCreated?.Utc() ?? DateTimeOffset.MinValue,
            Policy = Protection(bucket, rules),
            KeyId = bucket.KmsKeyId,
            ReplicaRegions =
            [
                .. replicas.Where(policy => policy.Status == ReplicationPolicySummary.StatusEnum.Active).Select(policy => policy.DestinationRegionName),
            ],
            Backups = await ObjectsAsync(space, name, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>A bucket is not backed up; what keeps its objects from being lost is a retention rule, or older versions.</summary>
    private static string? Protection(Bucket bucket, List<RetentionRuleSummary> rules) =>
        rules is [var rule, ..] ? string.Create(
            CultureInfo.InvariantCulture,
            $"retention rule '{rule.DisplayName}', {(rule.Duration is { } duration ? $"{duration.TimeAmount} {duration.TimeUnit}" : "for ever")}")
        : bucket.Versioning == Bucket.VersioningEnum.Enabled ? "versioning"
        : null;

    private async Task<IReadOnlyList<AuditedBackup>> ObjectsAsync(string space, string name, CancellationToken cancellationToken)
    {
        var objects = await tenancy.Calls.ListAsync(
            "ListObjects",
            $"bucket '{name}'",
            (start, ct) => Client.ListObjects(
                new ListObjectsRequest { NamespaceName = space, BucketName = name, Start = start, Fields = "name,timeCreated" }, null, ct),
            answer => (answer.ListObjects.Objects, answer.ListObjects.NextStartWith),
            cancellationToken).ConfigureAwait(false);
        return [.. objects.Select(one => new AuditedBackup(one.Name, (one.TimeCreated ?? DateTime.MinValue).Utc(), tenancy.Home.Name, null, true))];
    }

    private Task<T> AskAsync<T>(string operation, string subject, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        tenancy.Calls.AskAsync(operation, subject, call, cancellationToken);
}
