using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Volumes that runs make, with their attachments.</summary>
public sealed class TaggedVolumes : ITaggedResources
{
    /// <inheritdoc/>
    public string Kind => "volume";

    /// <inheritdoc/>
    public Task<IReadOnlyList<TaggedResource>> ListAsync(
        OciTenancy tenancy, OciRegion region, string compartmentId, CancellationToken cancellationToken) =>
        ListAsync(new BlockVolumeCalls(tenancy, region), compartmentId, cancellationToken);

    /// <inheritdoc/>
    public Task<string> RemoveAsync(OciTenancy tenancy, OciRegion region, TaggedResource resource, CancellationToken cancellationToken) =>
        RemoveAsync(new BlockVolumeCalls(tenancy, region), resource, cancellationToken);

    internal static async Task<IReadOnlyList<TaggedResource>> ListAsync(VolumeCalls calls, string compartmentId, CancellationToken cancellationToken)
    {
        var volumes = await calls.ListAsync(compartmentId, cancellationToken).ConfigureAwait(false);
        return
        [
            .. from volume in volumes
               where $"{volume.State}" != "Terminated"
               let tags = RunTags.Read(volume.Tags)
               where tags is not null
               select new TaggedResource(calls.Kind, volume.Id, volume.Name, volume.CompartmentId, tags),
        ];
    }

    internal static async Task<string> RemoveAsync(VolumeCalls calls, TaggedResource resource, CancellationToken cancellationToken)
    {
        await VolumeDetachment.DetachAsync(calls.Tenancy, calls.Region, resource.CompartmentId, resource.Id, cancellationToken).ConfigureAwait(false);
        return await calls.DeleteAsync(resource.Id, resource.Tags.RunId, cancellationToken).ConfigureAwait(false);
    }
}
