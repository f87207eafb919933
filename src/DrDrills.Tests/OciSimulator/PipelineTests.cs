using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OciSimulator.Hosting;

namespace DrDrills.Tests.OciSimulator;

public sealed class PipelineTests
{
    private ScratchTenancy _scratch = null!;
    private OciClient _client = null!;
    private string _compartment = null!;

    [SetUp]
    public async Task Start()
    {
        _scratch = await ScratchTenancy.StartAsync();
        _client = _scratch.Administrator();
        _compartment = _scratch.Identity.AddCompartment("notes").Id;
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _scratch.DisposeAsync();
    }

    [Test]
    public async Task A_list_comes_in_pages_that_together_hold_each_item_once()
    {
        foreach (var text in new[] { "a", "b", "c", "d", "e" })
        {
            await CreateAsync(text);
        }

        var seen = new List<string>();
        var pages = 0;
        for (string? page = ""; page is not null; pages++)
        {
            var answer = await _client.GetAsync($"/20260101/notes?compartmentId={_compartment}&limit=2" + (page.Length > 0 ? $"&page={page}" : ""));
            seen.AddRange(answer.Json.EnumerateArray().Select(note => note.GetProperty("text").GetString()!));
            page = answer.Headers.GetValueOrDefault("opc-next-page");
        }

        Assert.That(seen, Is.EqualTo(new[] { "a", "b", "c", "d", "e" }));
        Assert.That(pages, Is.EqualTo(3));
    }

    [TestCase("limit=0")]
    [TestCase("limit=many")]
    [TestCase("limit=1001")]
    [TestCase("page=!")]
    [TestCase("page=YWJj")]
    public async Task A_limit_or_page_that_is_none_is_refused(string query)
    {
        var answer = await _client.GetAsync($"/20260101/notes?compartmentId={_compartment}&{query}");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Code, Is.EqualTo("InvalidParameter"));
    }

    [Test]
    public async Task A_change_with_the_etag_of_an_older_version_is_refused_and_changes_nothing()
    {
        var id = await CreateAsync("first");
        await _scratch.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);
        var etag = (await _client.GetAsync($"/20260101/notes/{id}")).Headers["etag"];

        var second = await _client.SendAsync("PUT", $"/20260101/notes/{id}", new { text = "second" }, ("if-match", etag));
        var third = await _client.SendAsync("PUT", $"/20260101/notes/{id}", new { text = "third" }, ("if-match", etag));
        var removal = await _client.SendAsync("DELETE", $"/20260101/notes/{id}", null, ("if-match", etag));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(second.Headers["etag"], Is.Not.EqualTo(etag));
            Assert.That(third.Status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
            Assert.That(third.Code, Is.EqualTo("NoEtagMatch"));
            Assert.That(removal.Status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
            Assert.That((await _client.GetAsync($"/20260101/notes/{id}"))["text"], Is.EqualTo("second"));
        }
    }

    [Test]
    public async Task A_retry_token_makes_a_creation_happen_once_and_gives_the_first_answer_again()
    {
        var first = await CreateAsync("once", ("opc-retry-token", "t1"));
        var again = await CreateAsync("once", ("opc-retry-token", "t1"));
        var other = await CreateAsync("once", ("opc-retry-token", "t2"));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
        Assert.That(_scratch.Notes.Creations, Is.EqualTo(2));
    }

    [Test]
    public async Task Calls_at_the_same_time_with_one_retry_token_create_once()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync("once", ("opc-retry-token", "t"))));

        Assert.That(ids.Distinct().Count(), Is.EqualTo(1));
        Assert.That(_scratch.Notes.Creations, Is.EqualTo(1));
    }

    [Test]
    public async Task A_retry_token_with_another_body_is_refused()
    {
        await CreateAsync("once", ("opc-retry-token", "t"));

        var answer = await _client.SendAsync(
            "POST", "/20260101/notes", new { compartmentId = _compartment, text = "twice" }, ("opc-retry-token", "t"));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(answer.Code, Is.EqualTo("InvalidatedRetryToken"));
    }

    [Test]
    public async Task A_retry_token_is_forgotten_after_a_day_and_not_before()
    {
        var first = await CreateAsync("daily", ("opc-retry-token", "t"));
        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromHours(23.9), CancellationToken.None);
        var sameDay = await CreateAsync("daily", ("opc-retry-token", "t"));
        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromHours(0.2), CancellationToken.None);
        var nextDay = await CreateAsync("daily", ("opc-retry-token", "t"));

        Assert.That(sameDay, Is.EqualTo(first));
        Assert.That(nextDay, Is.Not.EqualTo(first));
    }

    [TestCase("{\"compartmentId\": \"x\"}")]
    [TestCase("{\"compartmentId\": \"x\", \"text\": null}")]
    [TestCase("{\"compartmentId\": \"x\", \"text\": 5}")]
    [TestCase("{")]
    [TestCase("null")]
    [TestCase("")]
    public async Task A_body_that_lacks_what_is_required_is_refused(string body)
    {
        var answer = await _client.SendAsync("POST", "/20260101/notes", System.Text.Encoding.UTF8.GetBytes(body), sent: null);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
    }

    [Test]
    public async Task A_request_that_is_no_HTTP_is_refused_and_no_defect()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_scratch.Mumbai.Endpoint.Host, _scratch.Mumbai.Endpoint.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("POST /20260101/notes HTTP/1.1\r\nhost: here\r\ntransfer-encoding: chunked\r\n\r\nno chunk\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);

        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 400 Bad Request"));
        Assert.That(_scratch.Tenancy.Requests.Defects, Is.Empty);
    }

    [Test]
    public async Task A_body_over_the_limit_is_refused()
    {
        var answer = await _client.SendAsync("POST", "/20260101/notes", new { compartmentId = _compartment, text = new string('x', 9 << 20) });

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Names_on_the_wire_are_OCIs_and_what_is_for_the_state_only_stays()
    {
        var id = await CreateAsync("wire");

        var note = await _client.GetAsync($"/20260101/notes/{id}");

        Assert.That(note.Json.EnumerateObject().Select(property => property.Name), Is.EquivalentTo(new[] { "id", "compartmentId", "text", "timeCreated", "lifecycleState" }));
        Assert.That(note["timeCreated"], Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
    }

    [Test]
    public async Task An_operation_that_asks_for_no_leave_is_a_defect_and_not_an_open_door()
    {
        var answer = await _client.GetAsync("/20260101/careless");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(_scratch.Tenancy.Requests.Defects, Has.One.Contain("ListCareless never asked"));
    }

    [Test]
    public async Task Every_request_is_on_record_with_a_hash_of_its_body()
    {
        await CreateAsync("recorded");

        var request = _scratch.Tenancy.Requests.All.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Operation, Is.EqualTo("CreateNote"));
            Assert.That((request.Method, request.Target, request.Status), Is.EqualTo(("POST", "/20260101/notes", 200)));
            Assert.That(request.Region, Is.EqualTo("ap-mumbai-1"));
            Assert.That(request.Headers, Does.ContainKey("x-content-sha256").And.Not.ContainKey("authorization"));
            Assert.That(Convert.ToBase64String(Convert.FromHexString(request.BodySha256)), Is.EqualTo(request.Headers["x-content-sha256"]));
        }
    }

    [Test]
    public void Two_operations_at_one_place_are_refused()
    {
        var routes = new OciRoutes();
        routes.Map("GET", "/a/{x}", "One", NotesApi.Read, _ => OciReply.Empty());

        Assert.That(() => routes.Map("GET", "/a/{y}", "Two", NotesApi.Read, _ => OciReply.Empty()), Throws.ArgumentException);
    }

    [TestCase("/n/ns/b/bkt/o/logs%2F2026%2Fa.gz", "GetObject", "logs/2026/a.gz")]
    [TestCase("/n/ns/b/bkt/o/logs/2026/a.gz", "GetObject", "logs/2026/a.gz")]
    [TestCase("/n/ns/b/bkt/o", "ListObjects", null)]
    [TestCase("/n/ns/b/bkt/o/", "GetObject", "")]
    [TestCase("/n/ns/b/", null, null)]
    [TestCase("/n/ns/b/bkt/actions/renameObject", "RenameObject", null)]
    [TestCase("/n/ns/b/bkt/actions/else", "Action", null)]
    public void A_path_leads_to_the_closest_operation(string path, string? operation, string? name)
    {
        var routes = new OciRoutes();
        routes.Map("GET", "/n/{ns}/b/{bucket}/o", "ListObjects", NotesApi.Read, _ => OciReply.Empty());
        routes.Map("GET", "/n/{ns}/b/{bucket}/o/{object*}", "GetObject", NotesApi.Read, _ => OciReply.Empty());
        routes.Map("GET", "/n/{ns}/b/{bucket}/actions/{action}", "Action", NotesApi.Read, _ => OciReply.Empty());
        routes.Map("GET", "/n/{ns}/b/{bucket}/actions/renameObject", "RenameObject", NotesApi.Read, _ => OciReply.Empty());

        var match = routes.Match("GET", path);

        Assert.That(match?.Route.Operation, Is.EqualTo(operation));
        Assert.That(match?.Values.GetValueOrDefault("object"), Is.EqualTo(name));
    }

    private async Task<string> CreateAsync(string text, params (string, string)[] headers) =>
        (await _client.SendAsync("POST", "/20260101/notes", new { compartmentId = _compartment, text }, headers))["id"];
}
