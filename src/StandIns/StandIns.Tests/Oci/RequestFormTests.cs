using System.Runtime.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using NUnit.Framework;
using Oci.Common;
using Oci.Common.Http;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: a request's properties travel where their attribute says; what is null does not travel.</summary>
public sealed class RequestFormTests
{
    public enum Word
    {
        [EnumMember(Value = "LAST WORD")]
        Last,
    }

    public sealed class Details
    {
        [JsonProperty("name")]
        public string? Name { get; set; }

        [JsonProperty("when")]
        public DateTime? When { get; set; }

        [JsonProperty("word")]
        [JsonConverter(typeof(StringEnumConverter))]
        public Word? Word { get; set; }

        [JsonProperty("tags")]
        public Dictionary<string, string>? Tags { get; set; }
    }

    public sealed class Request : IOciRequest
    {
        [HttpConverter(TargetEnum.Path, "name")]
        public string? Name { get; set; }

        [HttpConverter(TargetEnum.Query, "limit")]
        public int? Limit { get; set; }

        [HttpConverter(TargetEnum.Query, "all")]
        public bool? All { get; set; }

        [HttpConverter(TargetEnum.Query, "since")]
        public DateTime? Since { get; set; }

        [HttpConverter(TargetEnum.Query, "word")]
        public Word? Word { get; set; }

        [HttpConverter(TargetEnum.Query, "fields")]
        public List<string>? Fields { get; set; }

        [HttpConverter(TargetEnum.Query, "state", CollectionFormatType.Multi)]
        public List<Word>? States { get; set; }

        [HttpConverter(TargetEnum.Header, "if-match")]
        public string? IfMatch { get; set; }

        [HttpConverter(TargetEnum.Header, "range")]
        public global::Oci.Common.Model.Range? Range { get; set; }

        [HttpConverter(TargetEnum.Header, "opc-meta-")]
        public Dictionary<string, string>? Meta { get; set; }

        [HttpConverter(TargetEnum.Header, "Content-MD5")]
        public string? Md5 { get; set; }

        [HttpConverter(TargetEnum.Header, "Content-Type")]
        public string? Type { get; set; }

        [HttpConverter(TargetEnum.Body)]
        public Details? Details { get; set; }
    }

    public sealed class Upload : IOciRequest
    {
        [HttpConverter(TargetEnum.Header, "Content-Length")]
        public long? Length { get; set; }

        [HttpConverter(TargetEnum.Body)]
        public Stream? Body { get; set; }
    }

    private static readonly DateTime _moment = new(2026, 8, 1, 2, 3, 4, 567, DateTimeKind.Utc);

    [Test]
    public void A_path_part_is_percent_encoded_with_its_slashes() =>
        Assert.That(Target(new Request { Name = "logs/2026 08/a+b.gz" }), Is.EqualTo("/base/o/logs%2F2026%2008%2Fa%2Bb.gz"));

    [Test]
    public void A_required_part_that_is_missing_goes_out_as_its_place() =>
        Assert.That(Target(new Request()), Is.EqualTo("/base/o/%7Bname%7D"));

    [Test]
    public void Query_parameters_keep_the_order_of_the_properties() => Assert.That(
        Target(new Request { Name = "n", Since = _moment, All = true, Limit = 7, Word = Word.Last }),
        Is.EqualTo("/base/o/n?limit=7&all=true&since=2026-08-01T02:03:04.567Z&word=LAST%20WORD"));

    [Test]
    public void Several_values_are_parted_by_commas_or_are_parameters_of_their_own() => Assert.That(
        Target(new Request { Name = "n", Fields = ["a,b", "c"], States = [Word.Last, Word.Last] }),
        Is.EqualTo("/base/o/n?fields=a%2Cb,c&state=LAST%20WORD&state=LAST%20WORD"));

    [Test]
    public void Headers_are_single_values_ranges_or_dictionaries()
    {
        var headers = Converted(new Request
        {
            IfMatch = "e", Range = new() { StartByte = 5, EndByte = 9 }, Meta = new() { ["opc-meta-run"] = "r1" },
        }).Headers;

        Assert.That(headers.GetValues("if-match"), Is.EqualTo(new[] { "e" }));
        Assert.That(headers.GetValues("range"), Is.EqualTo(new[] { "bytes=5-9" }));
        Assert.That(headers.GetValues("opc-meta-run"), Is.EqualTo(new[] { "r1" }));
    }

    [Test]
    public async Task A_body_is_json_without_nulls_and_its_moments_are_utc_to_the_millisecond()
    {
        var content = Converted(new Request
        {
            Details = new() { When = _moment.AddTicks(1), Word = Word.Last, Tags = new() { ["Run"] = "1" } },
        }).Content!;

        Assert.That(content.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
        Assert.That(
            await content.ReadAsStringAsync(),
            Is.EqualTo("""{"when":"2026-08-01T02:03:04.567Z","word":"LAST WORD","tags":{"Run":"1"}}"""));
    }

    [Test]
    public void Content_headers_go_with_the_content()
    {
        var content = Converted(new Request { Md5 = "AAAAAAAAAAAAAAAAAAAAAA==", Type = "text/x-log", Details = new() }).Content!;

        Assert.That(content.Headers.GetValues("Content-MD5"), Is.EqualTo(new[] { "AAAAAAAAAAAAAAAAAAAAAA==" }));
        Assert.That(content.Headers.ContentType!.ToString(), Is.EqualTo("text/x-log"));
    }

    [Test]
    public async Task A_stream_is_sent_as_it_is()
    {
        var message = Converter.ToHttpRequestMessage(
            new Uri("http://127.0.0.1/x"), HttpMethod.Put, new Upload { Length = 3, Body = new MemoryStream([1, 2, 3]) });

        Assert.That(message.Content!.Headers.ContentType!.ToString(), Is.EqualTo("application/octet-stream"));
        Assert.That(message.Content.Headers.GetValues("Content-Length"), Is.EqualTo(new[] { "3" }));
        Assert.That(await message.Content.ReadAsByteArrayAsync(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    private static HttpRequestMessage Converted(Request request) =>
        Converter.ToHttpRequestMessage(new Uri("http://127.0.0.1/base/o/{name}"), HttpMethod.Get, request);

    private static string Target(Request request) => Converted(request).RequestUri!.PathAndQuery;
}
