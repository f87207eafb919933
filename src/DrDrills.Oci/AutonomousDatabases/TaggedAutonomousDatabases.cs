using DrDrills.Oci.Tenancy;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Autonomous Databases that runs have made, for the sweep.</summary>
public sealed class TaggedAutonomousDatabases : ITaggedResources
{
    /// <inheritdoc/>
    public string Kind => "autonomous database";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TaggedResource>> ListAsync(
        OciTenancy tenancy, OciRegion region, string compartmentId, CancellationToken cancellationToken)
    {
        var all = await new DatabaseCalls(tenancy, region).ListAsync(compartmentId, cancellationToken).ConfigureAwait(false);
        return
        [
            .. from one in all
               where one.LifecycleState != AutonomousDatabaseSummary.LifecycleStateEnum.Terminated
               let tags = RunTags.Read(one.FreeformTags)
               where tags is not null
               select new TaggedResource(Kind, one.Id, one.DisplayName, one.CompartmentId, tags),
        ];
    }

    /// <inheritdoc/>
    public Task<string> RemoveAsync(OciTenancy tenancy, OciRegion region, TaggedResource resource, CancellationToken cancellationToken) =>
        new DatabaseCalls(tenancy, region).RemoveAsync(resource.Id, isOfAnyRun: true, cancellationToken);
}
