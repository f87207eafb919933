using DrDrills.Oci.Tenancy;
using Oci.ObjectstorageService;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>The client of Object Storage.</summary>
internal static class ObjectStorageClients
{
    /// <summary>Buckets and objects of one region.</summary>
    public static ObjectStorageClient Objects(this OciRegion region) =>
        region.Client(OciHost.ObjectStorage, (provider, configuration, endpoint) => new ObjectStorageClient(provider, configuration, endpoint));
}
