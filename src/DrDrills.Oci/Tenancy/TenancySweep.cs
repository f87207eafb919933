using DrDrills.Errors;

namespace DrDrills.Oci.Tenancy;

/// <summary>Removes what killed runs left in a tenancy: by their tags, in every region, in the writable compartments only.</summary>
/// <remarks>
/// What belongs to a process that runs on this machine is not touched, nor what belongs to one elsewhere whose time to live is not over.
/// Safe to repeat, and to do while other runs are under way.
/// </remarks>
/// <param name="tenancy">Where to look.</param>
/// <param name="kinds">What to look for, in the order of removal: what hangs on another comes first.</param>
public sealed class TenancySweep(OciTenancy tenancy, IReadOnlyList<ITaggedResources> kinds)
{
    /// <summary>Sweeps.</summary>
    public async Task<TenancySweepOutcome> SweepAsync(CancellationToken cancellationToken)
    {
        var leftovers = new List<TenancyLeftover>();
        var unanswered = new List<string>();
        foreach (var region in tenancy.Regions)
        {
            foreach (var (kind, compartment) in kinds.SelectMany(kind => tenancy.Options.Limits.Compartments.Select(compartment => (kind, compartment))))
            {
                try
                {
                    var found = await kind.ListAsync(tenancy, region, compartment, cancellationToken).ConfigureAwait(false);
                    foreach (var resource in found)
                    {
                        if (resource.Tags.LeftoverBecause(tenancy.Clock.GetUtcNow()) is { } because)
                        {
                            leftovers.Add(await RemoveAsync(kind, region, resource, because, cancellationToken).ConfigureAwait(false));
                        }
                    }
                }
                catch (CloudCallFailedException failure)
                {
                    unanswered.Add($"{kind.Kind}s in {region}, compartment '{compartment}': {failure.Code} {failure.Statement}");
                }
            }
        }

        return new TenancySweepOutcome(leftovers, unanswered);
    }

    private async Task<TenancyLeftover> RemoveAsync(
        ITaggedResources kind, OciRegion region, TaggedResource resource, string because, CancellationToken cancellationToken)
    {
        try
        {
            tenancy.Guard.RequireWritable(resource.CompartmentId);
            var seen = await kind.RemoveAsync(tenancy, region, resource, cancellationToken).ConfigureAwait(false);
            return new TenancyLeftover(resource, region.Name, because, true, seen);
        }
        catch (DrillException failure)
        {
            return new TenancyLeftover(resource, region.Name, because, false, $"{failure.Code} {failure.Statement}");
        }
    }
}
