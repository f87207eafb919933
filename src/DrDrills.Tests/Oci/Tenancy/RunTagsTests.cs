using DrDrills.Drills;
using DrDrills.Oci.Tenancy;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.Tenancy;

public sealed class RunTagsTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly RunProcess _elsewhere = RunProcess.ThisProcess with { Boot = "another machine" };
    private static readonly RunProcess _dead = RunProcess.ThisProcess with { Start = 1 };

    [Test]
    public void What_is_written_is_read_again()
    {
        var tags = RunTags.Begin("run-1", TimeSpan.FromHours(4), new FakeTimeProvider(_now));

        Assert.That(RunTags.Read(tags.ToFreeformTags()), Is.EqualTo(tags));
        Assert.That(tags.Expires, Is.EqualTo(_now.AddHours(4)));
        Assert.That(tags.ToFreeformTags().Values, Has.All.Length.LessThanOrEqualTo(256), "OCI's limit for a tag's value");
    }

    [Test]
    public void What_carries_no_run_is_none_of_ours()
    {
        Assert.That(RunTags.Read((Dictionary<string, string>?)null), Is.Null);
        Assert.That(RunTags.Read(new Dictionary<string, string> { ["owner"] = "platform", [RunTags.ExpiresKey] = "2020-01-01T00:00:00Z" }), Is.Null);
    }

    [Test]
    public void What_this_process_made_is_in_use_even_after_its_time() =>
        Assert.That(Tags(RunProcess.ThisProcess, _now.AddHours(-1)).LeftoverBecause(_now), Is.Null);

    [Test]
    public void What_a_dead_process_of_this_machine_made_is_left_over_before_its_time() =>
        Assert.That(Tags(_dead, _now.AddHours(1)).LeftoverBecause(_now), Does.Contain("gone"));

    [Test]
    public void What_another_machine_made_is_left_over_only_after_its_time()
    {
        Assert.That(Tags(_elsewhere, _now.AddSeconds(1)).LeftoverBecause(_now), Is.Null);
        Assert.That(Tags(_elsewhere, _now).LeftoverBecause(_now), Does.Contain("2026-11-02 03:00 UTC"));
    }

    [Test]
    public void A_time_that_cannot_be_read_never_ends()
    {
        var tags = RunTags.Read(new Dictionary<string, string> { [RunTags.RunKey] = "run-1", [RunTags.ExpiresKey] = "tomorrow" })!;

        Assert.That(tags.LeftoverBecause(_now.AddYears(100)), Is.Null);
    }

    private static RunTags Tags(RunProcess maker, DateTimeOffset expires) => new("run-1", expires, maker);
}
