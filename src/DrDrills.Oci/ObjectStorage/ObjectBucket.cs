using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using Oci.ObjectstorageService;
using Oci.ObjectstorageService.Models;
using Oci.ObjectstorageService.Requests;
using Oci.ObjectstorageService.Responses;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>One bucket, asked through the tenancy's patience.</summary>
internal sealed class ObjectBucket(OciTenancy tenancy, string region, string name, string prefix)
{
    private const string ListedFields = "name,size,etag,archivalState,storageTier";

    private string? _namespace;

    public OciTenancy Tenancy => tenancy;

    public ObjectStorageClient Client => tenancy.Region(region).Objects();

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Where it is.</summary>
    public string Region => region;

    /// <summary>What messages call it.</summary>
    public string Subject => $"bucket '{name}' in {region}";

    /// <summary>What messages call one of its objects.</summary>
    public string SubjectOf(string one) => $"object '{one}' of {Subject}";

    /// <summary>The tenancy's namespace, asked for once.</summary>
    public async Task<string> NamespaceAsync(CancellationToken cancellationToken) => _namespace ??= (await tenancy.Calls.AskAsync(
        "GetNamespace", "the tenancy", ct => Client.GetNamespace(new GetNamespaceRequest(), cancellationToken: ct), cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Every object below the prefix.</summary>
    /// <exception cref="BackupNotFoundException">There is no such bucket, or it may not be seen (<c>DR4121</c>).</exception>
    public async Task<IReadOnlyList<ArchivedObject>> ListAsync(CancellationToken cancellationToken)
    {
        var space = await NamespaceAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await tenancy.Calls.ListAsync<ListObjectsResponse, ArchivedObject>(
                "ListObjects",
                Subject,
                (start, ct) => Client.ListObjects(
                    new ListObjectsRequest
                    {
                        NamespaceName = space,
                        BucketName = name,
                        Prefix = prefix,
                        Fields = ListedFields,
                        Start = start,
                    },
                    cancellationToken: ct),
                page => (page.ListObjects.Objects.Select(one => new ArchivedObject(one.Name, one.Size ?? 0, one.Etag, one.ArchivalState)), page.ListObjects.NextStartWith),
                cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException failure) when (failure.IsNotFound)
        {
            throw new BackupNotFoundException(
                "DR4121",
                name,
                $"No {Subject} is there, or it may not be seen: {failure.Statement}",
                "are region and name right? 'doctor --environment oci' says which permissions are missing.",
                cause: failure);
        }
    }

    /// <summary>What the service says of one object.</summary>
    public async Task<HeadObjectResponse> HeadAsync(ArchivedObject one, CancellationToken cancellationToken)
    {
        var request = new HeadObjectRequest
        {
            NamespaceName = await NamespaceAsync(cancellationToken).ConfigureAwait(false),
            BucketName = name,
            ObjectName = one.Name,
        };
        return await tenancy.Calls.AskAsync(
            "HeadObject", SubjectOf(one.Name), ct => Client.HeadObject(request, cancellationToken: ct), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The service's word on how the bucket is kept: its key and its retention rules; what may not be asked is left out.</summary>
    public async Task<BackupPlace> PlaceAsync(CancellationToken cancellationToken)
    {
        var space = await NamespaceAsync(cancellationToken).ConfigureAwait(false);
        var bucket = await tenancy.Calls.AskForAsync(
            "GetBucket", Subject, ct => Client.GetBucket(new GetBucketRequest { NamespaceName = space, BucketName = name }, cancellationToken: ct), cancellationToken)
            .ConfigureAwait(false);
        var rules = await tenancy.Calls.AskForAsync(
            "ListRetentionRules",
            Subject,
            ct => Client.ListRetentionRules(new ListRetentionRulesRequest { NamespaceName = space, BucketName = name }, cancellationToken: ct),
            cancellationToken).ConfigureAwait(false);
        var kept = rules?.RetentionRuleCollection.Items.Select(Words).ToList();
        return new BackupPlace(
            $"{region}, namespace {space}, bucket {name}",
            kept is null ? null : kept.Count == 0 ? "no retention rule" : string.Join("; ", kept),
            bucket is null ? null : bucket.Bucket.KmsKeyId ?? "key managed by Oracle");
    }

    private static string Words(RetentionRuleSummary rule) =>
        $"retention rule '{rule.DisplayName}', {(rule.Duration is { } kept ? $"{kept.TimeAmount} {kept.TimeUnit}" : "without end")}"
        + (rule.TimeRuleLocked is null ? ", not locked" : $", locked from {rule.TimeRuleLocked:yyyy-MM-dd}");
}
