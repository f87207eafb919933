using System.Net;
using System.Text;
using NUnit.Framework;

namespace DrDrills.Tests.OciSimulator;

public sealed class SignatureTests
{
    private ScratchTenancy _scratch = null!;
    private OciClient _client = null!;

    private string Path => $"/20260101/notes?compartmentId={_scratch.Tenancy.Id}";

    [OneTimeSetUp]
    public async Task Start()
    {
        _scratch = await ScratchTenancy.StartAsync();
        _client = _scratch.Administrator();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _scratch.DisposeAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_request_signed_by_a_known_key_is_answered(bool hostHasPort)
    {
        using var client = _scratch.Client(_client.Signer with { HostHasPort = hostHasPort });

        var answer = await client.GetAsync(Path);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_body_signed_by_a_known_key_is_answered()
    {
        var answer = await _client.SendAsync("POST", "/20260101/notes", new { compartmentId = _scratch.Tenancy.Id, text = "signed" });

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
    }

    [Test]
    public async Task A_key_other_than_the_users_is_refused_in_OCIs_shape()
    {
        using var client = _scratch.Client(_client.Signer with { Key = TestKeys.Other });

        var answer = await client.GetAsync(Path, ("opc-request-id", "ASKED-BY-ME"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(answer.Code, Is.EqualTo("NotAuthenticated"));
            Assert.That(answer["message"], Is.Not.Empty);
            Assert.That(answer.Headers["opc-request-id"], Does.StartWith("ASKED-BY-ME/"));
        }
    }

    [Test]
    public async Task A_key_that_nobody_knows_is_refused()
    {
        using var client = _scratch.Client(_client.Signer with { KeyId = _client.Signer.KeyId[..^2] + "00" });

        Assert.That((await client.GetAsync(Path)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase(-6, 401)]
    [TestCase(-4, 200)]
    [TestCase(4, 200)]
    [TestCase(6, 401)]
    public async Task A_date_more_than_five_minutes_off_is_refused(int minutes, int status)
    {
        using var client = _scratch.Client(_client.Signer with { Date = TimeProvider.System.GetUtcNow().AddMinutes(minutes) });

        Assert.That((int)(await client.GetAsync(Path)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_tampered_body_is_refused()
    {
        var signed = Encoding.UTF8.GetBytes($$"""{"compartmentId":"{{_scratch.Tenancy.Id}}","text":"pay 10"}""");
        var sent = Encoding.UTF8.GetBytes($$"""{"compartmentId":"{{_scratch.Tenancy.Id}}","text":"pay 99"}""");

        var answer = await _client.SendAsync("POST", "/20260101/notes", signed, sent);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(_scratch.Notes.Notes.All.Select(note => note.Text), Has.None.StartsWith("pay"));
    }

    [TestCase("(request-target)")]
    [TestCase("host")]
    [TestCase("date")]
    [TestCase("x-content-sha256")]
    [TestCase("content-length")]
    [TestCase("content-type")]
    public async Task What_must_be_signed_and_is_not_is_refused(string header)
    {
        using var client = _scratch.Client(_client.Signer with { Omitted = [header] });

        var answer = await client.SendAsync("POST", "/20260101/notes", new { compartmentId = _scratch.Tenancy.Id, text = "unsigned" });

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_streamed_body_need_not_be_signed()
    {
        using var client = _scratch.Client(_client.Signer with { SignsBody = false });

        var answer = await client.SendAsync("PUT", "/20260101/streams/a%2Fb.txt", new { some = "bytes" });

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer["name"], Is.EqualTo("a/b.txt"));
    }

    [Test]
    public async Task A_streamed_body_that_was_signed_all_the_same_must_be_what_was_signed()
    {
        var signed = Encoding.UTF8.GetBytes("the bytes that were signed");
        var sent = Encoding.UTF8.GetBytes("the bytes that were forged");

        var same = await _client.SendAsync("PUT", "/20260101/streams/a", signed, sent: null);
        var other = await _client.SendAsync("PUT", "/20260101/streams/a", signed, sent);

        Assert.That(same.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(other.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_request_without_a_signature_is_refused_wherever_it_goes([Values("/20260101/notes", "/nowhere")] string path)
    {
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri(_scratch.Mumbai.Endpoint, path));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_signed_request_to_no_operation_is_not_found() =>
        Assert.That((await _client.GetAsync("/20260101/nothing")).Code, Is.EqualTo("NotAuthorizedOrNotFound"));
}
