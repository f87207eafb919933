using DrDrills.Errors;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.BootVolumes;

/// <summary>One instance that a drill launches from a boot volume it made, and terminates with proof; the boot volume stays.</summary>
/// <remarks>Used from one thread. <see cref="DisposeOfAsync"/> also removes an instance whose launch was not answered.</remarks>
internal sealed class DrillInstance(OciTenancy tenancy, OciRegion region, InstanceRecoveryOptions options)
{
    private readonly string _name = $"drdrills-{tenancy.Options.RunId}-{Guid.NewGuid().ToString("N")[..6]}";
    private readonly string _compartment = options.BootVolume.CompartmentId;
    private WriteAllowance? _allowance;
    private bool _begun;

    /// <summary>The instance as last seen; null before it was launched.</summary>
    public Instance? Instance { get; private set; }

    /// <summary>Launches, and waits until it is RUNNING.</summary>
    /// <param name="bootVolumeId">A boot volume that nothing uses.</param>
    /// <param name="availabilityDomain">The boot volume's.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    public async Task LaunchAsync(string bootVolumeId, string availabilityDomain, CancellationToken cancellationToken)
    {
        _allowance = tenancy.Guard.Allow("instance", _compartment);
        _begun = true;
        var (token, tags) = (OciTenancy.NewRetryToken(), tenancy.Tags());
        Instance = await tenancy.Calls.AskAsync(
            "LaunchInstance",
            $"instance '{_name}'",
            async ct => (await region.Compute().LaunchInstance(
                new LaunchInstanceRequest { OpcRetryToken = token, LaunchInstanceDetails = Details(bootVolumeId, availabilityDomain, tags) },
                cancellationToken: ct).ConfigureAwait(false)).Instance,
            cancellationToken).ConfigureAwait(false);
        Instance = await tenancy.Wait.UntilAsync(
            $"instance '{_name}' ({Instance.Id})",
            ct => GetAsync(Instance.Id, ct),
            seen => seen.LifecycleState,
            [Instance.LifecycleStateEnum.Running],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where the instance answers, within its own network.</summary>
    /// <exception cref="TargetNotReadyException">It has no network card with an address (DR4241).</exception>
    public async Task<Uri> EndpointAsync(CancellationToken cancellationToken)
    {
        var subject = $"instance '{_name}' ({Instance!.Id})";
        var cards = await tenancy.Calls.ListAsync(
            "ListVnicAttachments",
            subject,
            (page, ct) => region.Compute().ListVnicAttachments(
                new ListVnicAttachmentsRequest { CompartmentId = _compartment, InstanceId = Instance.Id, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        var card = cards.FirstOrDefault(each => each.LifecycleState == VnicAttachment.LifecycleStateEnum.Attached);
        var vnic = card is null ? null : await tenancy.Calls.AskAsync(
            "GetVnic",
            $"network card '{card.VnicId}'",
            async ct => (await region.Network().GetVnic(new GetVnicRequest { VnicId = card.VnicId }, cancellationToken: ct).ConfigureAwait(false)).Vnic,
            cancellationToken).ConfigureAwait(false);
        return vnic?.PrivateIp is { Length: > 0 } address ? new Uri($"http://{address}:{options.Port}") : throw new TargetNotReadyException(
            "DR4241",
            subject,
            $"{subject} has {cards.Count} network cards, and none of them an address; expected 1.",
            "is the subnet of the drills full? Look at the instance's attached VNICs in the console.");
    }

    /// <summary>Terminates the instance, keeps its boot volume, and waits until it is gone.</summary>
    /// <returns>Whether it is gone, and how that was seen.</returns>
    public async Task<(bool Gone, string Proof)> DisposeOfAsync(CancellationToken cancellationToken)
    {
        if (!_begun)
        {
            return (true, "no instance was launched");
        }

        try
        {
            // Where the answer to the launch was lost, the instance is known by its name alone.
            Instance ??= (await TaggedInstances.AllAsync(tenancy, region, _compartment, cancellationToken).ConfigureAwait(false))
                .FirstOrDefault(instance => instance.DisplayName == _name);
            var seen = Instance is null
                ? $"no instance '{_name}' is in the compartment"
                : await TaggedInstances.TerminateAsync(tenancy, region, Instance.Id, cancellationToken).ConfigureAwait(false);
            _allowance?.Dispose();
            return (true, Instance is null ? seen : $"instance '{_name}' ({Instance.Id}) terminated: {seen}");
        }
        catch (DrillException e)
        {
            return (false, $"instance '{_name}' ({Instance?.Id ?? "not seen"}) could not be removed: {e.Code} {e.Statement}");
        }
    }

    private LaunchInstanceDetails Details(string bootVolumeId, string availabilityDomain, Dictionary<string, string> tags) => new()
    {
        AvailabilityDomain = availabilityDomain,
        CompartmentId = _compartment,
        CreateVnicDetails = new CreateVnicDetails
        {
            AssignPublicIp = false,
            SubnetId = options.SubnetId,
        },
        DisplayName = _name,
        FreeformTags = tags,
        Shape = options.Shape,
        ShapeConfig = new LaunchInstanceShapeConfigDetails { Ocpus = options.Ocpus, MemoryInGBs = options.MemoryInGigabytes },
        SourceDetails = new InstanceSourceViaBootVolumeDetails { BootVolumeId = bootVolumeId },
    };

    private async Task<Instance> GetAsync(string id, CancellationToken cancellationToken) =>
        (await region.Compute().GetInstance(new GetInstanceRequest { InstanceId = id }, cancellationToken: cancellationToken).ConfigureAwait(false)).Instance;
}
