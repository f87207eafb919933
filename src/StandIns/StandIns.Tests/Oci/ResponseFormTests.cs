using System.Reflection;
using NUnit.Framework;
using Oci.Common;
using Oci.Common.Http;
using Oci.WorkrequestsService.Models;
using Oci.WorkrequestsService.Requests;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: how answers become typed responses.</summary>
public sealed class ResponseFormTests
{
    public enum Tier
    {
        Standard,
        Archive,
    }

    public sealed class Response : OciResponse
    {
        [HttpConverter(TargetEnum.Header, "opc-next-page")]
        public string? OpcNextPage { get; set; }

        [HttpConverter(TargetEnum.Header, "content-length")]
        public long? ContentLength { get; set; }

        [HttpConverter(TargetEnum.Header, "content-range")]
        public global::Oci.Common.Model.Range? ContentRange { get; set; }

        [HttpConverter(TargetEnum.Header, "last-modified")]
        public DateTime? LastModified { get; set; }

        [HttpConverter(TargetEnum.Header, "storage-tier")]
        public Tier? StorageTier { get; set; }

        [HttpConverter(TargetEnum.Header, "opc-meta-")]
        public Dictionary<string, string>? Meta { get; set; }

        [HttpConverter(TargetEnum.Body)]
        public Stream? InputStream { get; set; }
    }

    [Test]
    public void Headers_become_properties_of_their_types()
    {
        var response = Converter.FromHttpResponseMessage<Response>(Message(
            ("opc-next-page", "p2"), ("storage-tier", "ARCHIVE"), ("opc-meta-sha256", "ab"), ("last-modified", "Sat, 01 Aug 2026 02:03:04 GMT")));

        Assert.That(response.OpcNextPage, Is.EqualTo("p2"));
        Assert.That(response.ContentLength, Is.EqualTo(4));
        Assert.That((response.ContentRange!.StartByte, response.ContentRange.EndByte, response.ContentRange.ContentLength), Is.EqualTo((5, 8, 20)));
        Assert.That(response.LastModified!.Value.ToUniversalTime(), Is.EqualTo(new DateTime(2026, 8, 1, 2, 3, 4, DateTimeKind.Utc)));
        Assert.That(response.StorageTier, Is.EqualTo(Tier.Archive));
        Assert.That(response.Meta, Is.EqualTo(new Dictionary<string, string> { ["sha256"] = "ab" }));
        Assert.That(new StreamReader(response.InputStream!).ReadToEnd(), Is.EqualTo("logs"));
    }

    [Test]
    public void Headers_that_are_missing_leave_null()
    {
        var response = Converter.FromHttpResponseMessage<Response>(Message());

        Assert.That(response.OpcNextPage, Is.Null);
        Assert.That(response.StorageTier, Is.Null);
        Assert.That(response.Meta, Is.Null);
    }

    [Test]
    public void An_unknown_value_in_a_header_is_an_exception_unlike_one_in_a_body() => Assert.That(
        () => Converter.FromHttpResponseMessage<Response>(Message(("storage-tier", "Glacier"))), Throws.InstanceOf<FormatException>());

    [Test]
    public async Task A_body_of_json_becomes_a_model()
    {
        await using var service = new LoopbackService(new Answer(
            200, """{"id": "w", "status": "IN_PROGRESS", "percentComplete": 12.5, "timeAccepted": "2026-08-01T02:03:04.5Z", "extra": {}, "timeStarted": null}"""));

        var work = await Someone.AskAsync(service);

        Assert.That(work.Status, Is.EqualTo(WorkRequest.StatusEnum.InProgress));
        Assert.That(work.PercentComplete, Is.EqualTo(12.5f));
        Assert.That(work.TimeAccepted, Is.EqualTo(new DateTime(2026, 8, 1, 2, 3, 4, 500, DateTimeKind.Utc)));
        Assert.That(work.TimeStarted, Is.Null);
    }

    [TestCase("\"PONDERING\"", WorkRequest.StatusEnum.UnknownEnumValue)]
    [TestCase("\"SUCCEEDED\"", WorkRequest.StatusEnum.Succeeded)]
    [TestCase("null", null)]
    public async Task A_value_that_the_enumeration_does_not_know_is_the_unknown_one(string value, WorkRequest.StatusEnum? status)
    {
        await using var service = new LoopbackService(new Answer(200, $$"""{"status": {{value}}}"""));

        Assert.That((await Someone.AskAsync(service)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_list_brings_the_header_of_its_next_page()
    {
        await using var service = new LoopbackService(new Answer(200, """[{"code": "c"}]""") { Headers = [("opc-next-page", "p2")] });
        using var client = Someone.Client(service);

        var response = await client.ListWorkRequestErrors(new ListWorkRequestErrorsRequest { WorkRequestId = "w", Page = "p1", Limit = 1 });

        Assert.That(service.Requests.Single().Target, Does.EndWith("/errors?limit=1&page=p1"));
        Assert.That(response.Items.Single().Code, Is.EqualTo("c"));
        Assert.That(response.OpcNextPage, Is.EqualTo("p2"));
    }

    [Test]
    public async Task A_successful_answer_that_is_no_json_surfaces_through_reflection()
    {
        await using var service = new LoopbackService(new Answer(200, "<html>", "text/html"));

        Assert.That(
            async () => await Someone.AskAsync(service),
            Throws.InstanceOf<TargetInvocationException>().With.InnerException.InstanceOf<Newtonsoft.Json.JsonReaderException>());
    }

    private static HttpResponseMessage Message(params (string Name, string Value)[] headers)
    {
        var message = new HttpResponseMessage { Content = new ByteArrayContent("logs"u8.ToArray()) };
        message.Content.Headers.TryAddWithoutValidation("content-range", "bytes 5-8/20");
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        _ = message.Content.Headers.ContentLength;
        return message;
    }
}
