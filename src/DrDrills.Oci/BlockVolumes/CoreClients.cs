using DrDrills.Oci.Tenancy;
using Oci.CoreService;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>The clients of volumes, instances and networks.</summary>
internal static class CoreClients
{
    public static BlockstorageClient Blockstorage(this OciRegion region) =>
        region.Client(OciHost.Core, (provider, configuration, endpoint) => new BlockstorageClient(provider, configuration, endpoint));

    public static ComputeClient Compute(this OciRegion region) =>
        region.Client(OciHost.Core, (provider, configuration, endpoint) => new ComputeClient(provider, configuration, endpoint));

    public static VirtualNetworkClient Network(this OciRegion region) =>
        region.Client(OciHost.Core, (provider, configuration, endpoint) => new VirtualNetworkClient(provider, configuration, endpoint));

    /// <summary>An instant of the service, which is UTC whatever its kind says.</summary>
    public static DateTimeOffset Utc(this DateTime? instant) =>
        new(DateTime.SpecifyKind(instant ?? DateTime.MinValue, DateTimeKind.Utc), TimeSpan.Zero);
}
