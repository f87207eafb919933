using System.Globalization;
using DrDrills.Errors;
using Oci.ObjectstorageService;
using Oci.ObjectstorageService.Models;
using Oci.ObjectstorageService.Requests;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.Configurations;

/// <summary>The versions of a configuration's files in a bucket: of each, the newest before the incident.</summary>
internal sealed class ConfigurationBackup(ConfigurationRecoveryOptions options)
{
    private ObjectStorageClient Client => options.Tenancy.Home.Client(
        OciHost.ObjectStorage, (provider, configuration, endpoint) => new ObjectStorageClient(provider, configuration, endpoint));

    /// <summary>Where it lies.</summary>
    public string Location => $"oci://{options.Bucket}@{options.Namespace}/{options.Prefix}";

    /// <summary>The newest version of each object that is not later than the incident; a deleted object has none.</summary>
    /// <exception cref="BackupNotFoundException">There is none (DR4445).</exception>
    public async Task<IReadOnlyList<ObjectVersionSummary>> ListAsync(DateTimeOffset incident, CancellationToken cancellationToken)
    {
        var all = await options.Tenancy.Calls.ListAsync(
            "ListObjectVersions",
            $"bucket '{options.Bucket}'",
            (page, stop) => Client.ListObjectVersions(
                new ListObjectVersionsRequest
                {
                    NamespaceName = options.Namespace,
                    BucketName = options.Bucket,
                    Prefix = options.Prefix,
                    Fields = "name,size,timeCreated,timeModified,etag",
                    Page = page,
                },
                null,
                stop),
            page => (page.ObjectVersionCollection.Items, page.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        var newest = all.Where(version => version.TimeCreated?.ToUniversalTime() <= incident.UtcDateTime)
            .GroupBy(version => version.Name, StringComparer.Ordinal)
            .Select(versions => versions.MaxBy(version => version.TimeCreated)!)
            .Where(version => version.IsDeleteMarker != true)
            .OrderBy(version => version.Name, StringComparer.Ordinal)
            .ToList();
        return newest.Count > 0 ? newest : throw new BackupNotFoundException(
            "DR4445",
            Location,
            string.Create(CultureInfo.InvariantCulture, $"No configuration lies at '{Location}' from before {incident.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, of {all.Count} versions."),
            "is the prefix right, and is the bucket the one that configurations are copied to?");
    }

    /// <summary>Brings one version into the folder, under its name below the prefix.</summary>
    public async Task<long> BringAsync(ObjectVersionSummary version, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(folder.FullName, version.Name[options.Prefix.Length..]));
        if (!path.StartsWith(folder.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new BackupUnreadableException(
                "DR4446", version.Name, $"Object '{version.Name}' would lie outside the folder of the restore.", "who wrote an object of that name?");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return await options.Tenancy.Calls.AskAsync(
            "GetObject",
            $"object '{version.Name}'",
            async stop =>
            {
                var answer = await Client.GetObject(
                    new GetObjectRequest
                    {
                        NamespaceName = options.Namespace,
                        BucketName = options.Bucket,
                        ObjectName = version.Name,
                        VersionId = version.VersionId,
                    },
                    null,
                    stop).ConfigureAwait(false);
                var file = new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    Options = FileOptions.Asynchronous,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
                await using (file.ConfigureAwait(false))
                {
                    await answer.InputStream.CopyToAsync(file, stop).ConfigureAwait(false);
                    return file.Length;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
