using System.Net;
using DrDrills.Errors;
using DrDrills.Reporting.Packs;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Packs;

/// <summary>Against a real time-stamp server: openssl's, behind a loopback listener.</summary>
public sealed class TimeStampClientTests
{
    private const string Server = """
        openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 30 -subj '/CN=time-stamps of a test' \
            -addext extendedKeyUsage=critical,timeStamping 2>/dev/null
        echo 1000 > serial
        printf '[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\nsigner_cert=tsa.pem\nsigner_key=tsa.key\n' > tsa.cnf
        """;

    private DirectoryInfo _folder = null!;
    private HttpListener _listener = null!;
    private Task _serving = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task StartServer()
    {
        _folder = Directory.CreateTempSubdirectory("drdrills-tsa-");
        Assert.That((await Shell.RunAsync(Server, _folder)).ExitCode, Is.Zero);
        _listener = LoopbackListener.Start();
        _serving = ServeAsync();
        _http = new HttpClient();
    }

    [TearDown]
    public async Task StopServer()
    {
        _listener.Close();
        await _serving;
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_pack_with_a_time_stamp_says_when_it_was_signed_and_holds()
    {
        using var runs = new SealedRuns();
        var run = await runs.AddAsync("run-1", new TimeStampClient(_http, Address));

        var check = await runs.VerifyAsync(run.FullName);

        Assert.That(check.Flaws, Is.Empty);
        Assert.That(check.Holds, Has.Some.Match("a time stamp of .*Z over the signature, by 'CN=time-stamps of a test'"));
    }

    [Test]
    public async Task A_time_stamp_over_something_else_is_found()
    {
        using var runs = new SealedRuns();
        var client = new TimeStampClient(_http, Address);
        var run = await runs.AddAsync("run-1", client);
        await File.WriteAllBytesAsync(Path.Combine(run.FullName, PackFiles.TimeStamp), await client.StampAsync("another"u8.ToArray(), CancellationToken.None));

        Assert.That((await runs.VerifyAsync(run.FullName)).Flaws, Has.Some.StartsWith(PackFiles.TimeStamp));
    }

    [Test]
    public void A_server_that_answers_something_else_is_an_error() => Assert.That(
        () => new TimeStampClient(_http, new Uri(Address, "nothing")).StampAsync(new byte[1], CancellationToken.None),
        Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5112"));

    private Uri Address => new(_listener.Prefixes.Single());

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            if (call.Request.Url!.AbsolutePath == "/nothing")
            {
                await call.Response.OutputStream.WriteAsync("<html>"u8.ToArray());
            }
            else
            {
                await using (var query = File.Create(Path.Combine(_folder.FullName, "query")))
                {
                    await call.Request.InputStream.CopyToAsync(query);
                }

                var made = await Shell.RunAsync("openssl ts -reply -config tsa.cnf -queryfile query -out reply", _folder);
                call.Response.StatusCode = made.ExitCode == 0 ? 200 : 500;
                await call.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "reply")));
            }

            call.Response.Close();
        }
    }
}
