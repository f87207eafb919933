using System.Net;
using NUnit.Framework;
using OciSimulator.Faults;

namespace DrDrills.Tests.OciSimulator;

public sealed class FaultTests
{
    private ScratchTenancy _scratch = null!;
    private OciClient _client = null!;

    private FaultSchedule Faults => _scratch.Tenancy.Faults;

    [SetUp]
    public async Task Start()
    {
        _scratch = await ScratchTenancy.StartAsync();
        _client = _scratch.Administrator();
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _scratch.DisposeAsync();
    }

    [TestCase(FaultKind.TooManyRequests, 429)]
    [TestCase(FaultKind.InternalServerError, 500)]
    public async Task The_nth_call_of_an_operation_meets_the_fault_and_no_other_does(FaultKind kind, int status)
    {
        Faults.Add(new Fault("ListNotes", kind) { Call = 2, Times = 2 });

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            statuses.Add((int)(await ListAsync()).Status);
        }

        Assert.That(statuses, Is.EqualTo(new[] { 200, status, status, 200 }));
        Assert.That(Faults.Pending, Is.Empty);
    }

    [Test]
    public async Task A_fault_that_never_happened_is_pending()
    {
        Faults.Add(new Fault("ListNotes", FaultKind.InternalServerError) { Call = 2 });

        await ListAsync();

        Assert.That(Faults.Pending, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_unavailable_service_answers_in_HTML()
    {
        Faults.Add(new Fault("*", FaultKind.UnavailableHtml));

        var answer = await ListAsync();

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Text, Does.StartWith("<html>"));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task A_fault_comes_before_the_operation_or_after_it(bool isAfterwards, int creations)
    {
        Faults.Add(new Fault("CreateNote", FaultKind.InternalServerError) { IsAfterwards = isAfterwards });

        var answer = await CreateAsync();

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(_scratch.Notes.Creations, Is.EqualTo(creations));
    }

    [Test]
    public async Task A_creation_whose_answer_was_lost_is_not_done_again_under_its_retry_token()
    {
        Faults.Add(new Fault("CreateNote", FaultKind.InternalServerError) { IsAfterwards = true });

        await CreateAsync(("opc-retry-token", "t"));
        var again = await CreateAsync(("opc-retry-token", "t"));

        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_scratch.Notes.Creations, Is.EqualTo(1));
    }

    [TestCase(FaultKind.ResetRequest)]
    [TestCase(FaultKind.ResetResponse)]
    public void A_connection_is_reset(FaultKind kind)
    {
        Faults.Add(new Fault("CreateNote", kind));

        Assert.That(() => CreateAsync(), Throws.InstanceOf<HttpRequestException>());
        Assert.That(_scratch.Notes.Creations, Is.EqualTo(kind == FaultKind.ResetResponse ? 1 : 0));
    }

    [Test]
    public async Task A_connection_is_reset_when_half_of_a_streamed_body_is_out()
    {
        Faults.Add(new Fault("GetStream", FaultKind.ResetResponse));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_scratch.Mumbai.Endpoint, "/20260101/streams/8000000"));
        _client.Signer.Sign(request, []);

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 << 10];
        long total = 0;
        await Assert.ThatAsync(
            async () =>
            {
                for (int read; (read = await body.ReadAsync(buffer)) > 0;)
                {
                    total += read;
                }
            },
            Throws.InstanceOf<IOException>());

        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(8_000_000));
        Assert.That(total, Is.InRange(1, 4_000_000));
        Assert.That(_scratch.Tenancy.Requests.Defects, Is.Empty);
    }

    [Test]
    public async Task A_resource_ends_faulty_and_its_work_request_fails_with_the_reason()
    {
        Faults.Add(new Fault("CreateNote", FaultKind.FinalState));

        var made = await CreateAsync();
        await _scratch.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);

        Assert.That((await _client.GetAsync($"/20260101/notes/{made["id"]}"))["lifecycleState"], Is.EqualTo("FAULTY"));
        var work = made.Headers["opc-work-request-id"];
        Assert.That((await _client.GetAsync($"/20160918/workRequests/{work}"))["status"], Is.EqualTo("FAILED"));
        var errors = (await _client.GetAsync($"/20160918/workRequests/{work}/errors")).Json;
        Assert.That(errors[0].GetProperty("message").GetString(), Does.Contain("is faulty"));
    }

    [Test]
    public async Task A_new_resource_is_not_found_at_first()
    {
        Faults.Add(new Fault("CreateNote", FaultKind.HiddenAtFirst) { Reads = 2 });
        var id = (await CreateAsync())["id"];

        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((int)(await _client.GetAsync($"/20260101/notes/{id}")).Status);
        }

        Assert.That(statuses, Is.EqualTo(new[] { 404, 404, 200 }));
    }

    [Test]
    public async Task A_fault_of_one_region_leaves_the_other_alone()
    {
        Faults.Add(new Fault("*", FaultKind.InternalServerError) { Region = "ap-mumbai-1", Times = 100 });
        using var hyderabad = _scratch.Administrator(_scratch.Hyderabad);

        Assert.That((await ListAsync()).Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That((await hyderabad.GetAsync($"/20260101/notes?compartmentId={_scratch.Tenancy.Id}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_met_a_fault_says_so_on_record()
    {
        Faults.Add(new Fault("ListNotes", FaultKind.TooManyRequests));

        await ListAsync();

        Assert.That(_scratch.Tenancy.Requests.All.Single().Fault, Is.EqualTo(FaultKind.TooManyRequests));
    }

    private Task<OciAnswer> ListAsync() => _client.GetAsync($"/20260101/notes?compartmentId={_scratch.Tenancy.Id}");

    private Task<OciAnswer> CreateAsync(params (string, string)[] headers) =>
        _client.SendAsync("POST", "/20260101/notes", new { compartmentId = _scratch.Tenancy.Id, text = "note" }, headers);
}
