using System.Net;
using Newtonsoft.Json;
using NUnit.Framework;
using Oci.Common;
using Oci.Common.Model;
using Oci.Common.Retry;
using Oci.CoreService;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: what is tried again, how often, and what a cancellation reaches.</summary>
public sealed class RetryTests
{
    [TestCase(429, "TooManyRequests", true)]
    [TestCase(500, "InternalServerError", true)]
    [TestCase(501, "NotImplemented", false)]
    [TestCase(502, "BadGateway", true)]
    [TestCase(503, "ServiceUnavailable", true)]
    [TestCase(504, "GatewayTimeout", true)]
    [TestCase(508, "LoopDetected", true)]
    [TestCase(509, "Unheard", false)]
    [TestCase(510, "NotExtended", true)]
    [TestCase(511, "NetworkAuthenticationRequired", true)]
    [TestCase(409, "IncorrectState", true)]
    [TestCase(409, "InvalidatedRetryToken", false)]
    [TestCase(401, "NotAuthenticated", false)]
    [TestCase(404, "NotAuthorizedOrNotFound", false)]
    [TestCase(412, "NoEtagMatch", false)]
    public async Task An_error_is_tried_again_or_not(int status, string code, bool again)
    {
        await using var service = new LoopbackService(Answer.Error(status, code), new Answer(200, """{"id": "w"}"""));

        if (again) Assert.That((await Someone.AskAsync(service, Someone.Retries(1))).Id, Is.EqualTo("w"));
        else Assert.That(async () => await Someone.AskAsync(service, Someone.Retries(1)), Throws.InstanceOf<OciException>());
        Assert.That(service.Requests, Has.Count.EqualTo(again ? 2 : 1));
    }

    [Test]
    public async Task Attempts_count_the_retries_and_not_the_first_call()
    {
        await using var service = new LoopbackService(Answer.Error(500, "InternalServerError"));

        Assert.That(async () => await Someone.AskAsync(service, Someone.Retries(3)), Throws.InstanceOf<OciException>());
        Assert.That(service.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Nothing_is_tried_again_unless_it_is_asked_for()
    {
        await using var service = new LoopbackService(Answer.Error(429, "TooManyRequests"));

        Assert.That(async () => await Someone.AskAsync(service), Throws.InstanceOf<OciException>());
        Assert.That(service.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_call_s_own_retries_win_over_the_client_s()
    {
        await using var service = new LoopbackService(Answer.Error(429, "TooManyRequests"));
        using var client = Someone.Client(service, new ClientConfiguration { RetryConfiguration = Someone.Retries(5) });

        Assert.That(async () => await client.GetWorkRequest(Someone.Question, Someone.Retries(1)), Throws.InstanceOf<OciException>());
        Assert.That(service.Requests, Has.Count.EqualTo(2));
        Assert.That(async () => await client.GetWorkRequest(Someone.Question), Throws.InstanceOf<OciException>());
        Assert.That(service.Requests, Has.Count.EqualTo(8));
    }

    [Test]
    public async Task A_page_that_is_no_json_is_never_tried_again()
    {
        await using var service = new LoopbackService(new Answer(503, "<html>", "text/html"), new Answer(200, "{}"));

        Assert.That(async () => await Someone.AskAsync(service, Someone.Retries(3)), Throws.InstanceOf<JsonReaderException>());
        Assert.That(service.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_lost_connection_is_never_tried_again()
    {
        await using var service = new LoopbackService(new Answer(200, """{"id": "w"}""") { CutAfter = 3 }, new Answer(200, "{}"));

        Assert.That(async () => await Someone.AskAsync(service, Someone.Retries(3)), Throws.InstanceOf<HttpRequestException>());
        Assert.That(service.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_retry_sends_the_same_body_and_the_same_retry_token()
    {
        await using var service = new LoopbackService(Answer.Error(500, "InternalServerError"), new Answer(200, "{}"));
        using var client = new BlockstorageClient(Someone.User, null, service.Endpoint);

        await client.CreateVolume(
            new CreateVolumeRequest { CreateVolumeDetails = new CreateVolumeDetails { DisplayName = "n" }, OpcRetryToken = "once" }, Someone.Retries(1));

        Assert.That(service.Requests.Select(request => request.Text), Is.EqualTo(new[] { """{"displayName":"n"}""", """{"displayName":"n"}""" }));
        Assert.That(service.Requests.Select(request => request.Header("opc-retry-token")), Is.EqualTo(new[] { "once", "once" }));
    }

    [Test]
    public async Task The_limit_of_the_whole_ends_a_pause()
    {
        await using var service = new LoopbackService(Answer.Error(500, "InternalServerError"));
        var retries = new RetryConfiguration { TotalElapsedTimeInSecs = 1, GetNextDelayInSeconds = _ => 3600 };

        var error = Assert.ThrowsAsync<OciException>(async () => await Someone.AskAsync(service, retries));

        Assert.That(error!.StatusCode, Is.EqualTo(HttpStatusCode.RequestTimeout));
    }

    [Test]
    public async Task A_cancellation_is_not_looked_at_without_retries()
    {
        await using var service = new LoopbackService(new Answer(200, """{"id": "w"}"""));

        Assert.That((await Someone.AskAsync(service, null, new CancellationToken(canceled: true))).Id, Is.EqualTo("w"));
    }

    [Test]
    public async Task A_cancellation_is_looked_at_where_there_are_retries()
    {
        await using var service = new LoopbackService(new Answer(200, "{}"));

        Assert.That(
            async () => await Someone.AskAsync(service, Someone.Retries(0), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Seven_retries_over_ten_minutes_unless_it_is_said_otherwise()
    {
        var retries = new RetryConfiguration();

        Assert.That((retries.MaxAttempts, retries.TotalElapsedTimeInSecs), Is.EqualTo((7, 600)));
        Assert.That(retries.GetNextDelayInSeconds(1), Is.InRange(2, 3));
        Assert.That(retries.GetNextDelayInSeconds(7), Is.EqualTo(30));
    }
}
