using System.Net;
using System.Net.Sockets;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Testing;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Verification;

public sealed class ApplicationVerificationTests
{
    [TestCase(200, Verdict.Passed)]
    [TestCase(503, Verdict.Failed)]
    public async Task An_application_that_answers_well_passes_and_no_other(int status, Verdict verdict)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, status);

        var answer = await AskAsync(new Uri($"http://{listener.LocalEndpoint}"));

        await answering;
        Assert.That(answer.Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public async Task Nothing_that_listens_is_seen_red()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();

        var answer = await AskAsync(address);

        Assert.That(answer.Findings.Single().Code, Is.EqualTo(ApplicationVerification.NoAnswer));
    }

    [Test]
    public async Task Without_an_application_the_question_cannot_be_asked() =>
        Assert.That((await AskAsync(null)).Verdict, Is.EqualTo(Verdict.Inconclusive));

    /// <summary>The limit is over after the first question: the clock jumps.</summary>
    private static Task<VerificationAnswer> AskAsync(Uri? endpoint) => new ApplicationVerification(
        "/about", TimeSpan.FromSeconds(10), new HastyClock()).RunAsync(
            new VerificationContext
            {
                Backup = Samples.Backup(),
                Endpoint = endpoint,
                Incident = new Incident("the instance was lost", IncidentKind.Injected, Samples.Incidence),
                Objectives = DrillObjectives.None,
            },
            CancellationToken.None);

    private static async Task AnswerAsync(TcpListener listener, int status)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"));
    }

    /// <summary>Every look at the clock takes a minute.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += TimeSpan.TicksPerMinute;
    }
}
