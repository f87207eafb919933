using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.BootVolumes;

/// <summary>Instances that runs launch; their boot volumes carry tags of their own.</summary>
public sealed class TaggedInstances : ITaggedResources
{
    /// <inheritdoc/>
    public string Kind => "instance";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TaggedResource>> ListAsync(
        OciTenancy tenancy, OciRegion region, string compartmentId, CancellationToken cancellationToken)
    {
        var instances = await AllAsync(tenancy, region, compartmentId, cancellationToken).ConfigureAwait(false);
        return
        [
            .. from instance in instances
               where instance.LifecycleState != Instance.LifecycleStateEnum.Terminated
               let tags = RunTags.Read(instance.FreeformTags)
               where tags is not null
               select new TaggedResource(Kind, instance.Id, instance.DisplayName, instance.CompartmentId, tags),
        ];
    }

    /// <inheritdoc/>
    public Task<string> RemoveAsync(OciTenancy tenancy, OciRegion region, TaggedResource resource, CancellationToken cancellationToken) =>
        TerminateAsync(tenancy, region, resource.Id, cancellationToken);

    internal static Task<IReadOnlyList<Instance>> AllAsync(
        OciTenancy tenancy, OciRegion region, string compartmentId, CancellationToken cancellationToken) => tenancy.Calls.ListAsync(
            "ListInstances",
            $"compartment '{compartmentId}'",
            (page, ct) => region.Compute().ListInstances(new ListInstancesRequest { CompartmentId = compartmentId, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken);

    /// <summary>Terminates an instance that carries a run's tags, keeps its boot volume, and waits until it is gone.</summary>
    internal static async Task<string> TerminateAsync(OciTenancy tenancy, OciRegion region, string id, CancellationToken cancellationToken)
    {
        var subject = $"instance '{id}'";
        var now = await tenancy.Calls.AskForAsync("GetInstance", subject, GetAsync, cancellationToken).ConfigureAwait(false);
        if (now is not null && !IsEnding(now) && RunTags.Read(now.FreeformTags) is not null)
        {
            tenancy.Guard.RequireWritable(now.CompartmentId);
            await tenancy.Calls.EndAsync(
                "TerminateInstance",
                subject,
                ct => region.Compute().TerminateInstance(new TerminateInstanceRequest { InstanceId = id, PreserveBootVolume = true }, cancellationToken: ct),
                async ct => IsEnding(await GetAsync(ct).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
        }

        return await tenancy.Wait.UntilGoneAsync(subject, GetAsync, seen => seen.LifecycleState, cancellationToken).ConfigureAwait(false);

        async Task<Instance> GetAsync(CancellationToken token) =>
            (await region.Compute().GetInstance(new GetInstanceRequest { InstanceId = id }, cancellationToken: token).ConfigureAwait(false)).Instance;
    }

    private static bool IsEnding(Instance instance) =>
        instance.LifecycleState is Instance.LifecycleStateEnum.Terminating or Instance.LifecycleStateEnum.Terminated;
}
