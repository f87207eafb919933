using System.Net;
using Newtonsoft.Json;
using NUnit.Framework;
using Oci.Common;
using Oci.Common.Model;
using Oci.WorkrequestsService;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: how answers that are errors, and calls without an answer, surface.</summary>
public sealed class ErrorTests
{
    [Test]
    public async Task An_error_brings_status_code_message_request_id_and_operation()
    {
        await using var service = new LoopbackService(Answer.Error(404, "NotAuthorizedOrNotFound") with { Headers = [("opc-request-id", "R1")] });

        var error = Assert.ThrowsAsync<OciException>(async () => await Someone.AskAsync(service));

        Assert.That(error!.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(error.ServiceCode, Is.EqualTo("NotAuthorizedOrNotFound"));
        Assert.That(error.Message, Is.EqualTo("no NotAuthorizedOrNotFound"));
        Assert.That(error.OpcRequestId, Is.EqualTo("R1"));
        Assert.That(error.ApiDetails.ServiceName, Is.EqualTo("WorkRequest"));
        Assert.That(error.ApiDetails.OperationName, Is.EqualTo("GetWorkRequest"));
        Assert.That(error.ApiDetails.RequestEndpoint, Is.EqualTo($"GET {service.Endpoint}/20160918/workRequests/ocid1.workrequest.oc1..w"));
    }

    [Test]
    public async Task An_error_without_a_body_has_the_reason_for_a_message()
    {
        await using var service = new LoopbackService(new Answer(412));

        var error = Assert.ThrowsAsync<OciException>(async () => await Someone.AskAsync(service));

        Assert.That(error!.Message, Is.EqualTo("Because"));
        Assert.That(error.ServiceCode, Is.EqualTo("Unknown Service Code"));
        Assert.That(error.OpcRequestId, Is.Empty);
    }

    [Test]
    public async Task An_error_page_surfaces_as_a_reader_exception_without_a_status()
    {
        await using var service = new LoopbackService(new Answer(503, "<html>busy</html>", "text/html"));

        Assert.That(async () => await Someone.AskAsync(service), Throws.InstanceOf<JsonReaderException>());
    }

    [Test]
    public async Task An_error_of_plain_text_surfaces_as_a_cast_exception()
    {
        await using var service = new LoopbackService(new Answer(503, "busy", "text/plain"));

        Assert.That(async () => await Someone.AskAsync(service), Throws.InstanceOf<InvalidCastException>());
    }

    [Test]
    public async Task A_body_that_ends_early_surfaces_as_a_request_exception()
    {
        await using var service = new LoopbackService(new Answer(200, """{"id": "w"}""") { CutAfter = 4 });

        Assert.That(async () => await Someone.AskAsync(service), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_refused_connection_surfaces_as_a_request_exception()
    {
        string endpoint;
        await using (var gone = new LoopbackService(new Answer(200))) endpoint = gone.Endpoint;
        using var client = new WorkRequestClient(Someone.User, null, endpoint);

        Assert.That(async () => await client.GetWorkRequest(Someone.Question), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task A_limit_of_time_surfaces_as_a_cancellation()
    {
        var never = new TaskCompletionSource();
        await using var service = new LoopbackService(new Answer(200, "{}") { Release = never.Task });
        using var client = Someone.Client(service, new ClientConfiguration { TimeoutMillis = 100 });

        Assert.That(async () => await client.GetWorkRequest(Someone.Question), Throws.InstanceOf<TaskCanceledException>());
    }

    [Test]
    public async Task Nothing_but_the_endpoint_is_asked_and_it_cannot_be_changed_after_the_first_call()
    {
        await using var service = new LoopbackService(new Answer(200, "{}"));
        using var client = Someone.Client(service);
        await client.GetWorkRequest(Someone.Question);

        Assert.That(() => client.SetEndpoint("http://127.0.0.1:1"), Throws.InvalidOperationException);
        Assert.That(client.GetEndpoint(), Is.EqualTo(new Uri(service.Endpoint)));
    }

    [Test]
    public void A_provider_without_a_region_fails_even_with_an_endpoint()
    {
        var user = Someone.User;
        user.Region = null;

        Assert.That(() => new WorkRequestClient(user, null, "http://127.0.0.1:1"), Throws.InstanceOf<NullReferenceException>());
    }

    [Test]
    public void Without_an_endpoint_the_region_gives_one()
    {
        using var client = new WorkRequestClient(Someone.User);

        Assert.That(client.GetEndpoint(), Is.EqualTo(new Uri("https://iaas.ap-mumbai-1.oraclecloud.com")));
    }
}
