using System.Globalization;
using System.Net;
using System.Text;
using DrDrills.Testing;

namespace DrDrills.Tests.Oci.Wire;

/// <summary>A service on loopback that keeps what it is asked as text and answers "not found" to everything.</summary>
internal sealed class WireRecorder : IAsyncDisposable
{
    private static readonly string[] _different = ["Date", "Host", "User-Agent"];

    private readonly HttpListener _listener = LoopbackListener.Start();
    private readonly Task _serving;

    public WireRecorder() => _serving = ServeAsync();

    public string Endpoint => _listener.Prefixes.Single().TrimEnd('/');

    /// <summary>Request line, headers in the order of their names, body; what differs from call to call is left out.</summary>
    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var call = await _listener.GetContextAsync();
                Requests.Add(await ReadAsync(call.Request));
                call.Response.StatusCode = (int)HttpStatusCode.NotFound;
                call.Response.ContentType = "application/json";
                await call.Response.OutputStream.WriteAsync("""{"code":"NotAuthorizedOrNotFound","message":"recorded"}"""u8.ToArray());
                call.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task<string> ReadAsync(HttpListenerRequest request)
    {
        var text = new StringBuilder($"{request.HttpMethod} {request.RawUrl}\n");
        foreach (var name in request.Headers.AllKeys.Except(_different, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
        {
            // The key is another one each time; which headers it signs, and as whom, is not.
            var value = request.Headers[name]!.Split(",signature=")[0];
            text.Append(CultureInfo.InvariantCulture, $"{name!.ToLowerInvariant()}: {value}\n");
        }

        using var body = new StreamReader(request.InputStream, Encoding.UTF8);
        return text.Append(await body.ReadToEndAsync()).ToString().TrimEnd('\n');
    }
}
