using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Tenancy;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WriteGuardTests
{
    private const string Drills = "ocid1.compartment.oc1..drills";
    private const string Production = "ocid1.compartment.oc1..production";

    private readonly WriteGuard _guard = new(new WriteLimits { Compartments = [Drills], MostResources = 2, MostGigabytes = 100 }, "run-1");

    [Test]
    public void Nothing_is_made_outside_the_allow_list() => AssertRefused("DR4021", () => _guard.Allow("volume", Production, 1), Production);

    [Test]
    public void Nothing_is_made_anywhere_without_an_allow_list() =>
        AssertRefused("DR4021", () => new WriteGuard(new WriteLimits(), "run-1").Allow("volume", Drills), Drills);

    [Test]
    public void One_too_many_is_refused_until_another_is_gone()
    {
        using var first = _guard.Allow("volume", Drills);
        using var second = _guard.Allow("volume", Drills);

        AssertRefused("DR4022", () => _guard.Allow("volume", Drills), "2 resources");
        first.Dispose();
        first.Dispose();
        using var third = _guard.Allow("volume", Drills);
        AssertRefused("DR4022", () => _guard.Allow("volume", Drills), "2 resources");
    }

    [Test]
    public void What_would_be_too_large_together_is_refused_with_the_sizes()
    {
        using var first = _guard.Allow("volume", Drills, 60);

        AssertRefused("DR4023", () => _guard.Allow("volume", Drills, 41), "it has 41 GiB, this run has 60 GiB already, and may have 100 GiB");
        using var fits = _guard.Allow("volume", Drills, 40);
    }

    [TestCase(null)]
    [TestCase("run-2")]
    public void Only_what_carries_this_runs_tag_is_removed(string? tag)
    {
        var tags = tag is null ? null : new Dictionary<string, string> { [RunTags.RunKey] = tag };

        AssertRefused("DR4024", () => _guard.RequireOurs("volume 'v'", Drills, tags), "volume 'v'");
    }

    [Test]
    public void A_tag_of_this_run_does_not_open_another_compartment()
    {
        var mine = new Dictionary<string, string> { [RunTags.RunKey] = "run-1" };

        AssertRefused("DR4021", () => _guard.RequireOurs("volume 'v'", Production, mine), Production);
        Assert.That(() => _guard.RequireOurs("volume 'v'", Drills, mine), Throws.Nothing);
    }

    private static void AssertRefused(string code, Action write, string told)
    {
        var refused = Assert.Throws<TargetRefusedException>(() => write());
        Assert.That((refused!.Code, refused.ExitCode), Is.EqualTo((code, ExitCode.Usage)));
        Assert.That(refused.Message, Does.Contain(told));
    }
}
