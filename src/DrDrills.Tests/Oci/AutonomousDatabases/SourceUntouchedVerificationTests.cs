using DrDrills.Backups;
using DrDrills.Oci.AutonomousDatabases;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

public sealed class SourceUntouchedVerificationTests
{
    private static readonly ManifestTable _orders = new("sales", "orders", 7, "aa");

    [Test]
    public async Task A_source_as_before_passes() =>
        Assert.That((await AskAsync(Source("open", _orders), Source("open", _orders))).Verdict, Is.EqualTo(Verdict.Passed));

    [Test]
    public async Task A_source_set_up_otherwise_is_seen()
    {
        var finding = (await AskAsync(Source("open", _orders), Source("closed", _orders))).Findings.Single();

        Assert.That((finding.Code, finding.Subject, finding.Observed), Is.EqualTo(("DRF533", "whitelistedIps of autonomous database 'x'", "'closed'")));
    }

    [TestCase(8, "aa")]
    [TestCase(7, "bb")]
    public async Task A_source_of_other_content_is_seen(int rows, string digest)
    {
        var finding = (await AskAsync(Source("open", _orders), Source("open", _orders with { Rows = rows, Digest = digest }))).Findings.Single();

        Assert.That((finding.Code, finding.Subject), Is.EqualTo(("DRF534", "table sales.orders")));
    }

    [Test]
    public async Task Content_that_was_not_read_is_not_said_to_be_compared() =>
        Assert.That((await AskAsync(Source("open"), Source("open"))).Scope, Does.Contain("its content was not compared"));

    [Test]
    public async Task A_source_that_was_not_looked_at_before_is_inconclusive() =>
        Assert.That((await AskAsync(null, Source("open"))).Verdict, Is.EqualTo(Verdict.Inconclusive));

    private static SourceFingerprint Source(string list, params ManifestTable[] tables) =>
        new(new Dictionary<string, string> { ["id"] = "x", ["whitelistedIps"] = list }, tables.Length == 0 ? null : tables);

    private static Task<VerificationAnswer> AskAsync(SourceFingerprint? before, SourceFingerprint now) =>
        new SourceUntouchedVerification(() => before, _ => Task.FromResult(now)).RunAsync(null!, CancellationToken.None);
}
