using DrDrills.Load;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;
using OciSimulator.Hosting;

namespace DrDrills.Tests.Load;

public sealed class SteadyLoadTests
{
    private static readonly VerificationContext _context = new()
    {
        Backup = Samples.Backup(), Incident = new DrDrills.Drills.Incident("lost", DrDrills.Drills.IncidentKind.Declared, Samples.Incidence), Objectives = DrDrills.Objectives.DrillObjectives.None,
    };

    [Test]
    public async Task Every_answer_that_is_none_is_counted_by_its_kind_and_makes_the_verification_red()
    {
        var asked = 0;
        await using var host = await StartAsync(() => Interlocked.Increment(ref asked) == 2 ? 503 : 200);
        await using var load = Begin(host);

        var answer = await new SteadyRequestsVerification(load, atLeast: 1, after: 5).RunAsync(_context, CancellationToken.None);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Is.EqualTo(new[] { ("DRF541", "requests answered by HTTP 503") }));
        Assert.That(answer.Findings[0].Observed, Does.StartWith("1 requests of "));
    }

    [Test]
    public async Task Requests_that_all_were_answered_are_green()
    {
        await using var host = await StartAsync(() => 200);
        await using var load = Begin(host);

        var answer = await new SteadyRequestsVerification(load, atLeast: 1, after: 5).RunAsync(_context, CancellationToken.None);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible);
        Assert.That(answer.Scope, Does.Contain("0 failed"));
    }

    [Test]
    public async Task Too_few_requests_prove_nothing()
    {
        await using var host = await StartAsync(() => 200);
        await using var load = Begin(host);

        var answer = await new SteadyRequestsVerification(load, atLeast: int.MaxValue, after: 1).RunAsync(_context, CancellationToken.None);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public async Task An_application_that_is_gone_is_counted_too()
    {
        Uri address;
        await using (var host = await StartAsync(() => 200))
        {
            address = new Uri($"http://127.0.0.1:{host.Port}");
        }

        await using var load = SteadyLoad.Begin(Options(address), TimeProvider.System);
        await load.AnsweredAsync(3, CancellationToken.None);

        var tally = await load.EndAsync();

        Assert.That(tally.Failures.Keys, Is.EqualTo(new[] { "ConnectionError" }));
        Assert.That(tally.Failed, Is.EqualTo(tally.Requests));
    }

    private static Task<LoopbackHost> StartAsync(Func<int> status) => LoopbackHost.StartAsync(
        http =>
        {
            http.Response.StatusCode = status();
            return Task.CompletedTask;
        },
        0,
        CancellationToken.None);

    private static SteadyLoad Begin(LoopbackHost host) => SteadyLoad.Begin(Options(new Uri($"http://127.0.0.1:{host.Port}")), TimeProvider.System);

    private static SteadyLoadOptions Options(Uri endpoint) => new() { Endpoint = endpoint, Paths = [new Uri("/", UriKind.Relative)] };
}
