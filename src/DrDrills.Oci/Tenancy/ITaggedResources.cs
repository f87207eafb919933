namespace DrDrills.Oci.Tenancy;

/// <summary>One kind of resource that runs make: how those of runs are found and removed.</summary>
/// <remarks>Holds no state; may be used by several threads on different regions.</remarks>
public interface ITaggedResources
{
    /// <summary>What it is: <c>volume</c>.</summary>
    string Kind { get; }

    /// <summary>Those of a compartment that carry a run's tags and are not gone already.</summary>
    /// <exception cref="Errors.CloudCallFailedException">They could not be listed.</exception>
    Task<IReadOnlyList<TaggedResource>> ListAsync(OciTenancy tenancy, OciRegion region, string compartmentId, CancellationToken cancellationToken);

    /// <summary>Removes one, with what hangs on it, and waits until it is gone. One that is gone already is no mistake.</summary>
    /// <returns>How its absence was seen, as <see cref="ResourceWait.UntilGoneAsync"/> says it; or what stays for a while, and until when.</returns>
    /// <exception cref="Errors.DrillException">It could not be removed, or is still there.</exception>
    Task<string> RemoveAsync(OciTenancy tenancy, OciRegion region, TaggedResource resource, CancellationToken cancellationToken);
}
