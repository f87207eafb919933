using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;
using NUnit.Framework;
using OciSimulator.Hosting;
using OciSimulator.Identity;
using OciSimulator.State;
using OciSimulator.Volumes;

namespace DrDrills.Tests.Oci.Tenancy;

/// <summary>What a drill leaves in a tenancy when it is killed, and what of it a sweep removes; real calls to a region of this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TenancySweepTests : IAsyncDisposable
{
    private static readonly RunProcess _dead = RunProcess.ThisProcess with { Start = 1 };
    private static readonly RunProcess _elsewhere = RunProcess.ThisProcess with { Boot = "another machine" };

    private EstateSession _session = null!;

    [SetUp]
    public async Task OpenAsync() => _session = await EstateSession.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
    }

    [Test]
    public async Task What_a_killed_drill_left_is_found_and_removed_in_every_region()
    {
        var here = Leave(_session.Estate.Mumbai, Drills, _dead, TimeSpan.FromHours(1));
        var there = Leave(_session.Estate.Hyderabad, Drills, _dead, TimeSpan.FromHours(1));

        var outcome = await SweepAsync();

        Assert.That(outcome.Leftovers.Select(leftover => (leftover.Resource.Id, leftover.Region, leftover.Removed)), Is.EquivalentTo(new[]
        {
            (here.Id, "ap-mumbai-1", true), (there.Id, "ap-hyderabad-1", true),
        }));
        Assert.That((StateOf(_session.Estate.Mumbai, here), StateOf(_session.Estate.Hyderabad, there)), Is.EqualTo(("TERMINATED", "TERMINATED")));
        Assert.That((await SweepAsync()).Leftovers, Is.Empty, "a second sweep finds nothing");
    }

    [Test]
    public async Task What_another_machine_left_is_removed_only_after_its_time_to_live()
    {
        var expired = Leave(_session.Estate.Mumbai, Drills, _elsewhere, -TimeSpan.FromMinutes(1));
        var inUse = Leave(_session.Estate.Mumbai, Drills, _elsewhere, TimeSpan.FromHours(1));

        var outcome = await SweepAsync();

        Assert.That(outcome.Leftovers.Single().Resource.Id, Is.EqualTo(expired.Id));
        Assert.That(outcome.Leftovers.Single().Because, Does.StartWith("its time to live ended"));
        Assert.That(StateOf(_session.Estate.Mumbai, inUse), Is.EqualTo("AVAILABLE"));
    }

    [Test]
    public async Task What_this_process_uses_what_carries_no_tag_and_what_lies_in_production_stays()
    {
        Volume[] staying =
        [
            Leave(_session.Estate.Mumbai, Drills, RunProcess.ThisProcess, -TimeSpan.FromHours(1)),
            Place(_session.Estate.Mumbai, Drills, new Dictionary<string, string> { ["owner"] = "platform" }),
            Leave(_session.Estate.Mumbai, _session.Estate.Production, _dead, -TimeSpan.FromHours(1)),
        ];

        var outcome = await SweepAsync();

        Assert.That(outcome.Leftovers, Is.Empty);
        Assert.That(staying.Select(volume => StateOf(_session.Estate.Mumbai, volume)), Is.All.EqualTo("AVAILABLE"));
    }

    [Test]
    public async Task A_region_that_does_not_answer_is_said_and_the_other_is_swept()
    {
        var here = Leave(_session.Estate.Mumbai, Drills, _dead, TimeSpan.FromHours(1));
        await _session.Estate.Hyderabad.StopAsync();

        var outcome = await SweepAsync();

        Assert.That(outcome.Leftovers.Select(leftover => leftover.Resource.Id), Is.EqualTo(new[] { here.Id }));
        Assert.That(outcome.Unanswered.Single(), Does.Contain("ap-hyderabad-1").And.Contain("DR4006"));
    }

    private Compartment Drills => _session.Estate.Drills;

    private Task<TenancySweepOutcome> SweepAsync() => new TenancySweep(_session.Tenancy, [new TaggedVolumes()]).SweepAsync(CancellationToken.None);

    private static Volume Leave(SimulatedRegion region, Compartment compartment, RunProcess maker, TimeSpan timeToLive) =>
        Place(region, compartment, (RunTags.Begin("killed", timeToLive, TimeProvider.System) with { Maker = maker }).ToFreeformTags());

    private static Volume Place(SimulatedRegion region, Compartment compartment, Dictionary<string, string> tags) =>
        region.Api<VolumesApi>().Block.Volumes.Add(new Volume(
            Ocid.New("volume", region.Name), compartment.Id, VolumeStore.AvailabilityDomainOf(region), "left", 50, "AVAILABLE", DateTimeOffset.UnixEpoch)
        {
            FreeformTags = tags,
        }).Value;

    private static string StateOf(SimulatedRegion region, Volume volume) =>
        region.Api<VolumesApi>().Block.Volumes.Find(volume.Id)!.Value.LifecycleState;
}
