using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.BootVolumes;

/// <summary>Boot volumes that runs make, with their attachments as data volumes.</summary>
public sealed class TaggedBootVolumes : ITaggedResources
{
    /// <inheritdoc/>
    public string Kind => "boot volume";

    /// <inheritdoc/>
    public Task<IReadOnlyList<TaggedResource>> ListAsync(
        OciTenancy tenancy, OciRegion region, string compartmentId, CancellationToken cancellationToken) =>
        TaggedVolumes.ListAsync(new BootVolumeCalls(tenancy, region), compartmentId, cancellationToken);

    /// <inheritdoc/>
    public Task<string> RemoveAsync(OciTenancy tenancy, OciRegion region, TaggedResource resource, CancellationToken cancellationToken) =>
        TaggedVolumes.RemoveAsync(new BootVolumeCalls(tenancy, region), resource, cancellationToken);
}
