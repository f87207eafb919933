using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StandIns.Tests.Oci;

/// <summary>A service on loopback that keeps what it is asked, byte for byte, and answers from a script (its last answer again and again).</summary>
internal sealed class LoopbackService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RecordedRequest, int, Answer> _script;
    private readonly Task _accepting;

    internal LoopbackService(params Answer[] answers)
        : this((_, index) => answers[Math.Min(index, answers.Length - 1)])
    {
    }

    internal LoopbackService(Func<RecordedRequest, int, Answer> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal string Endpoint => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    internal List<RecordedRequest> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception stopped) when (
            _stop.IsCancellationRequested && stopped is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var request = await ReadAsync(stream);
            int index;
            lock (Requests)
            {
                index = Requests.Count;
                Requests.Add(request);
            }

            var answer = _script(request, index);
            await answer.Release.WaitAsync(_stop.Token);
            await stream.WriteAsync(answer.Head(), _stop.Token);
            var body = Encoding.UTF8.GetBytes(answer.Body);
            await stream.WriteAsync(body.AsMemory(0, answer.CutAfter ?? body.Length), _stop.Token);
            if (answer.CutAfter is not null) client.Client.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client went away or the test is over.
        }
    }

    private async Task<RecordedRequest> ReadAsync(NetworkStream stream)
    {
        var start = (await LineAsync(stream)).Split(' ');
        var headers = new List<(string Name, string Value)>();
        while (await LineAsync(stream) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        var request = new RecordedRequest(start[0], start[1], headers, []);
        if (request.Header("expect") is not null) await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), _stop.Token);
        var body = new byte[int.Parse(request.Header("content-length") ?? "0", System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return request with { Body = body };
    }

    private async Task<string> LineAsync(NetworkStream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (one[0] != '\n')
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            line.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. line]).TrimEnd('\r', '\n');
    }
}
