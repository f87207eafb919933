using DrDrills.Oci.AutonomousDatabases;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

public sealed class AccessListVerificationTests
{
    [Test]
    public async Task The_wanted_list_in_another_order_passes() => Assert.That(
        (await AskAsync("10.0.0.0/24", "10.1.0.7")).Verdict, Is.EqualTo(Verdict.Passed));

    [Test]
    public async Task An_address_that_nobody_asked_for_is_seen()
    {
        var finding = (await AskAsync("10.1.0.7", "10.0.0.0/24", "0.0.0.0/0")).Findings.Single();

        Assert.That((finding.Code, finding.Subject), Is.EqualTo(("DRF531", "access list entry 0.0.0.0/0")));
    }

    [Test]
    public async Task A_wanted_address_that_is_missing_is_seen()
    {
        var finding = (await AskAsync("10.1.0.7")).Findings.Single();

        Assert.That((finding.Code, finding.Subject), Is.EqualTo(("DRF532", "access list entry 10.0.0.0/24")));
    }

    [TestCase]
    [TestCase("")]
    public async Task An_empty_list_lets_every_address_in(params string[] found)
    {
        var finding = (await AskAsync(found)).Findings.Single();

        Assert.That((finding.Code, finding.Observed), Is.EqualTo(("DRF531", "admitted: the list is empty")));
    }

    private static Task<VerificationAnswer> AskAsync(params string[] found) =>
        new AccessListVerification(["10.1.0.7", "10.0.0.0/24"], _ => Task.FromResult<IReadOnlyList<string>>(found)).RunAsync(null!, CancellationToken.None);
}
