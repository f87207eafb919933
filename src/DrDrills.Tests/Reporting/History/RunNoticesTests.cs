using System.Net;
using System.Text.Json.Nodes;
using DrDrills.Errors;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Summary;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.History;

public sealed class RunNoticesTests
{
    private static readonly RunSummary _summary = new(
    [
        new SummaryRow("catalog/good", "", "passed", "", "", "", "", "", "fine", ExitCode.Passed),
        new SummaryRow("catalog/bad", "", "FAILED", "", "", "", "", "", "rows are missing", ExitCode.VerificationFailed),
    ]);

    private readonly HeardCalls _calls = new();
    private HttpClient _http = null!;

    [SetUp]
    public void Listen() => _http = new HttpClient(_calls, disposeHandler: false);

    [TearDown]
    public void Close() => _http.Dispose();

    [OneTimeTearDown]
    public void Dispose() => _calls.Dispose();

    [Test]
    public async Task A_passed_run_is_told_to_the_heartbeat_only()
    {
        var undelivered = await TellAsync(ExitCode.Passed);

        Assert.That(undelivered, Is.Empty);
        Assert.That(_calls.Take(), Is.EqualTo(new[] { ("GET", "http://heartbeat/", "") }));
    }

    [TestCase(ExitCode.VerificationFailed)]
    [TestCase(ExitCode.ObjectiveMissed)]
    [TestCase(ExitCode.Inconclusive)]
    [TestCase(ExitCode.Internal)]
    public async Task Any_other_run_is_told_to_the_web_hooks_and_not_to_the_heartbeat(ExitCode code)
    {
        await TellAsync(code);

        var calls = _calls.Take();
        var hook = JsonNode.Parse(calls.Single(call => call.Address == "http://hook/").Body)!;
        var slack = JsonNode.Parse(calls.Single(call => call.Address == "http://slack/").Body)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls.Select(call => call.Address), Is.EquivalentTo(new[] { "http://hook/", "http://slack/" }));
            Assert.That((int)hook["exitCode"]!, Is.EqualTo((int)code));
            Assert.That(hook["notPassed"]!.AsArray().Select(line => (string?)line), Is.EqualTo(new[] { "catalog/bad: rows are missing" }));
            Assert.That((string?)slack["text"], Does.StartWith("DrDrills run run-1: NOT PASSED").And.EndsWith("1 of 2 drills as they should be.\ncatalog/bad: rows are missing"));
        }
    }

    [Test]
    public async Task A_notice_that_is_refused_or_not_answered_is_said_without_its_path()
    {
        _calls.Answer = HttpStatusCode.Forbidden;

        var undelivered = await TellAsync(ExitCode.Internal);

        _calls.Answer = HttpStatusCode.OK;
        _calls.Take();
        Assert.That(undelivered, Has.Count.EqualTo(2).And.Some.EqualTo("a notice to 'hook' was answered with 403"));
    }

    private Task<IReadOnlyList<string>> TellAsync(ExitCode code) =>
        new RunNotices(_http, new RunNoticeOptions(new Uri("http://heartbeat/"), new Uri("http://hook/"), new Uri("http://slack/")))
            .TellAsync(RunNotice.Of("run-1", _summary, code), CancellationToken.None);

    /// <summary>Answers every call, and remembers it.</summary>
    private sealed class HeardCalls : HttpMessageHandler
    {
        private readonly List<(string Method, string Address, string Body)> _heard = [];

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

        public IReadOnlyList<(string Method, string Address, string Body)> Take()
        {
            var heard = _heard.ToList();
            _heard.Clear();
            return heard;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _heard.Add((
                request.Method.Method,
                request.RequestUri!.ToString(),
                request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(Answer);
        }
    }
}
