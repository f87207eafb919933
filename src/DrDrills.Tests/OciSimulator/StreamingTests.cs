using System.Net;
using System.Net.Http.Headers;
using NUnit.Framework;

namespace DrDrills.Tests.OciSimulator;

/// <summary>Bodies of many GB go through without being held; these tests send less, and look at what was allocated.</summary>
[NonParallelizable]
public sealed class StreamingTests
{
    private const long Length = 256 << 20;
    private const long Little = 96 << 20;

    private ScratchTenancy _scratch = null!;
    private OciClient _client = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task Start()
    {
        await UntilNothingElseAllocatesAsync();
        _scratch = await ScratchTenancy.StartAsync();
        _client = _scratch.Administrator();
        _http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromMinutes(2) };
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        _client.Dispose();
        await _scratch.DisposeAsync();
    }

    /// <summary>What is counted is the whole process's; work that an earlier test left to its end would count too.</summary>
    private static async Task UntilNothingElseAllocatesAsync()
    {
        const long Idle = 4 << 20;
        long allocated = 0;
        for (var attempt = 0; attempt < 120; attempt++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Task.Delay(250);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (allocated < Idle)
            {
                return;
            }
        }

        Assert.Fail($"After 30 s something else in this process still allocates {allocated >> 20} MiB in a quarter of a second.");
    }

    [Test]
    public async Task A_long_body_is_taken_as_it_comes()
    {
        using var request = Put(new Zeros(Length), _client.Signer);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        using var response = await _http.SendAsync(request);

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain($"\"total\":{Length}"));
        Assert.That(allocated, Is.LessThan(Little));
        Assert.That(_scratch.Tenancy.Requests.All.Single().BodyLength, Is.EqualTo(Length));
    }

    [Test]
    public async Task A_long_answer_is_sent_as_it_is_made()
    {
        using var request = Signed(HttpMethod.Get, $"/20260101/streams/{Length}", null, _client.Signer);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 << 10];
        long total = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            total += read;
        }

        Assert.That(total, Is.EqualTo(Length));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(Little));
    }

    [Test]
    public async Task A_body_that_waits_to_be_asked_for_is_asked_for_when_the_signature_holds()
    {
        var zeros = new Zeros(1 << 20);
        using var request = Put(zeros, _client.Signer);

        using var response = await _http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(zeros.IsAskedFor, Is.True);
    }

    [Test]
    public async Task A_body_that_waits_to_be_asked_for_is_not_asked_for_when_the_signature_does_not_hold()
    {
        var zeros = new Zeros(1 << 20);
        using var request = Put(zeros, _client.Signer with { Key = TestKeys.Other });

        using var response = await _http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(zeros.IsAskedFor, Is.False);
    }

    [Test]
    public async Task Many_requests_at_once_are_all_answered()
    {
        var compartment = _scratch.Tenancy.Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            _client.SendAsync("POST", "/20260101/notes", new { compartmentId = compartment, text = $"{number:000}" })));
        await _scratch.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);

        Assert.That(answers.Select(answer => answer.Status), Has.All.EqualTo(HttpStatusCode.OK));
        Assert.That(_scratch.Notes.Notes.All.Select(note => note.LifecycleState), Has.Exactly(100).EqualTo("ACTIVE"));
        Assert.That(_scratch.Tenancy.Requests.Defects, Is.Empty);
    }

    [Test]
    public async Task A_client_that_hangs_up_is_no_defect()
    {
        using var request = Signed(HttpMethod.Get, $"/20260101/streams/{Length}", null, _client.Signer);
        using (await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
        }

        Assert.That(() => _scratch.Tenancy.Requests.All.Count, Is.EqualTo(1).After(10_000, 20));
        Assert.That(_scratch.Tenancy.Requests.Defects, Is.Empty);
    }

    private HttpRequestMessage Put(HttpContent content, RequestSigner signer)
    {
        var request = Signed(HttpMethod.Put, "/20260101/streams/zeros", content, signer with { SignsBody = false });
        request.Headers.ExpectContinue = true;
        return request;
    }

    private HttpRequestMessage Signed(HttpMethod method, string path, HttpContent? content, RequestSigner signer)
    {
        var request = new HttpRequestMessage(method, new Uri(_scratch.Mumbai.Endpoint, path)) { Content = content };
        signer.Sign(request, []);
        return request;
    }

    private sealed class Zeros : HttpContent
    {
        private static readonly byte[] _zeros = new byte[64 << 10];
        private readonly long _length;

        public Zeros(long length)
        {
            _length = length;
            Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        public bool IsAskedFor { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            IsAskedFor = true;
            for (var left = _length; left > 0; left -= _zeros.Length)
            {
                await stream.WriteAsync(_zeros.AsMemory(0, (int)Math.Min(left, _zeros.Length)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }
}
