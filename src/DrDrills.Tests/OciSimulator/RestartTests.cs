using System.Net;
using NUnit.Framework;
using OciSimulator.Faults;
using OciSimulator.Hosting;

namespace DrDrills.Tests.OciSimulator;

public sealed class RestartTests
{
    private ScratchTenancy _scratch = null!;

    [SetUp]
    public async Task Start() => _scratch = await ScratchTenancy.StartAsync();

    [TearDown]
    public Task Stop() => _scratch.DisposeAsync().AsTask();

    [Test]
    public async Task A_tenancy_goes_on_where_it_was_when_the_simulator_starts_again()
    {
        var user = _scratch.AddUser("keeper", "Administrators");
        var token = _scratch.Identity.IssueSessionToken(user.UserId, TestKeys.Other, TimeSpan.FromMinutes(5));
        OciAnswer made;
        using (var client = _scratch.Client(user))
        {
            made = await client.SendAsync("POST", "/20260101/notes", new { compartmentId = _scratch.Tenancy.Id, text = "kept" }, ("opc-retry-token", "t"));
        }

        var (id, tenancy) = (made["id"], _scratch.Tenancy.Id);
        await _scratch.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);
        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromDays(7), CancellationToken.None);
        var before = _scratch.Notes.Notes.Find(id);

        await _scratch.StartAgainAsync();

        using var after = _scratch.Client(user);
        using var inSession = _scratch.Client(new RequestSigner($"ST${token}", TestKeys.Other));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_scratch.Tenancy.Id, Is.EqualTo(tenancy));
            Assert.That(_scratch.Tenancy.Clock.Offset, Is.EqualTo(TimeSpan.FromDays(7)));
            Assert.That(_scratch.Notes.Notes.Find(id), Is.EqualTo(before));
            Assert.That((await after.GetAsync($"/20260101/notes/{id}")).Headers["etag"], Is.EqualTo(before!.ETag));
            Assert.That((await inSession.GetAsync($"/20260101/notes/{id}")).Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await after.GetAsync($"/20160918/workRequests/{made.Headers["opc-work-request-id"]}"))["status"], Is.EqualTo("SUCCEEDED"));
        }
    }

    [Test]
    public async Task A_retry_token_holds_over_a_restart()
    {
        var user = _scratch.AddUser("keeper", "Administrators");
        var ids = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var client = _scratch.Client(user);
            ids.Add((await client.SendAsync("POST", "/20260101/notes", new { compartmentId = _scratch.Tenancy.Id, text = "kept" }, ("opc-retry-token", "t")))["id"]);
            await _scratch.StartAgainAsync();
        }

        Assert.That(ids[1], Is.EqualTo(ids[0]));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task What_was_under_way_when_a_region_was_lost_goes_on_when_it_is_back(CancellationToken cancellation)
    {
        await using var slow = await ScratchTenancy.StartAsync(options => options with { LifecycleStep = TimeSpan.FromSeconds(1) });
        using var client = slow.Administrator();
        var endpoint = slow.Mumbai.Endpoint;
        var made = await client.SendAsync("POST", "/20260101/notes", new { compartmentId = slow.Tenancy.Id, text = "slow" });

        await slow.Mumbai.StopAsync();
        Assert.That(() => client.GetAsync($"/20260101/notes/{made["id"]}"), Throws.InstanceOf<HttpRequestException>());
        Assert.That(slow.Notes.Notes.Find(made["id"])!.Value.LifecycleState, Is.EqualTo("CREATING"));
        using var hyderabad = slow.Administrator(slow.Hyderabad);
        Assert.That((await hyderabad.GetAsync($"/20260101/notes?compartmentId={slow.Tenancy.Id}")).Status, Is.EqualTo(HttpStatusCode.OK));

        await slow.Mumbai.StartAsync(cancellation);
        await slow.Mumbai.Lifecycle.SettledAsync(cancellation);
        Assert.That(slow.Mumbai.Endpoint, Is.EqualTo(endpoint));
        Assert.That((await client.GetAsync($"/20260101/notes/{made["id"]}"))["lifecycleState"], Is.EqualTo("ACTIVE"));
        Assert.That((await client.GetAsync($"/20160918/workRequests/{made.Headers["opc-work-request-id"]}"))["status"], Is.EqualTo("SUCCEEDED"));
    }

    [Test]
    public async Task A_work_request_that_nobody_takes_up_again_is_failed()
    {
        var work = _scratch.Mumbai.WorkRequests.Begin("CopyNothing", _scratch.Tenancy.Id);

        await _scratch.StartAgainAsync();

        Assert.That(_scratch.Mumbai.WorkRequests.Store.Find(work)!.Value.Status, Is.EqualTo("FAILED"));
    }

    [Test]
    public async Task A_tenancy_whose_port_is_taken_leaves_nothing_running()
    {
        var notes = new List<NotesApi>();
        NotesApi Kept(SimulatedRegion region)
        {
            notes.Add(new NotesApi(region));
            return notes[^1];
        }

        await Assert.ThatAsync(
            () => ScratchTenancy.StartAsync(options => options with { Ports = [0, _scratch.Mumbai.Endpoint.Port], Apis = region => [Kept(region)] }),
            Throws.InstanceOf<IOException>());

        Assert.That(notes.Select(each => each.IsRunning), Is.EqualTo(new[] { false, false }));
    }

    [Test]
    public async Task A_region_stops_at_once_though_a_client_is_in_the_middle_of_something()
    {
        _scratch.Tenancy.Faults.Add(new Fault("ListNotes", FaultKind.Delay) { Delay = TimeSpan.FromMinutes(5) });
        using var client = _scratch.Administrator();
        var request = client.GetAsync($"/20260101/notes?compartmentId={_scratch.Tenancy.Id}");
        Assert.That(() => _scratch.Tenancy.Faults.Pending, Is.Empty.After(5_000, 10));

        await _scratch.Mumbai.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.That(() => request, Throws.InstanceOf<HttpRequestException>());
    }
}
