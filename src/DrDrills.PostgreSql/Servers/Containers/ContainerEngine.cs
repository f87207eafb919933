using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>Talks to this machine's container engine over its socket, at the engine's own version: old engines refuse newer clients.</summary>
/// <remarks>Paths without a version mean "yours" to every engine.</remarks>
internal sealed partial class ContainerEngine : IDisposable
{
    private readonly HttpClient _client;

    private ContainerEngine(string socket)
    {
        Socket = socket;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken).ConfigureAwait(false);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
        _client = new HttpClient(handler) { BaseAddress = new Uri("http://engine/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Socket { get; }

    /// <summary>The engine that <c>DOCKER_HOST</c> names, else the usual sockets; null with the reason where none can be used.</summary>
    public static (ContainerEngine? Engine, string? Reason) Find()
    {
        const string start = "Start it (systemctl start docker), or install it: apt-get install docker.io";
        var named = Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (!string.IsNullOrEmpty(named) && !named.StartsWith("unix://", StringComparison.Ordinal))
        {
            return (null, "DOCKER_HOST names an engine that is not reached by a unix socket; servers without a network need one on this machine.");
        }

        string[] sockets = string.IsNullOrEmpty(named) ? ["/var/run/docker.sock"] : [named["unix://".Length..]];
        var socket = sockets.FirstOrDefault(File.Exists);
        return socket is null
            ? (null, $"No container engine answers at '{string.Join("', '", sockets)}'. {start}")
            : (new ContainerEngine(socket), null);
    }

    /// <summary>The engine's API version: <c>1.41</c>.</summary>
    public async Task<string> ApiVersionAsync(CancellationToken cancellationToken) =>
        (string?)(await GetAsync("version", cancellationToken).ConfigureAwait(false))!["ApiVersion"] ?? "";

    /// <summary>Why containers of this engine cannot share folders with this process; null where they can.</summary>
    public async Task<string?> FolderObstacleAsync(CancellationToken cancellationToken)
    {
        var info = await GetAsync("info", cancellationToken).ConfigureAwait(false);
        var options = info!["SecurityOptions"]?.AsArray().Select(option => (string?)option ?? "") ?? [];
        var remapped = options.FirstOrDefault(option => option is "name=rootless" or "name=userns");
        return remapped is null ? null : $"The engine maps users ({remapped}); a container's server could not own its files on this machine.";
    }

    /// <summary>What the engine knows of an image; null where it has none of that name.</summary>
    public Task<JsonNode?> ImageAsync(string image, CancellationToken cancellationToken) =>
        GetAsync($"images/{image}/json", cancellationToken);

    /// <summary>Fetches an image from its registry.</summary>
    /// <returns>Null when it is there now, else what the registry or the engine said.</returns>
    public async Task<string?> PullAsync(string image, CancellationToken cancellationToken)
    {
        var tag = image.LastIndexOf(':') > image.LastIndexOf('/') || image.Contains('@', StringComparison.Ordinal) ? image : image + ":latest";
        using var response = await _client.PostAsync(
            new Uri($"images/create?fromImage={Uri.EscapeDataString(tag)}", UriKind.Relative), null, cancellationToken).ConfigureAwait(false);
        var said = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return await ImageAsync(image, cancellationToken).ConfigureAwait(false) is not null
            ? null
            : said.Trim().Split('\n').LastOrDefault() ?? response.StatusCode.ToString();
    }

    /// <summary>What the engine knows of a container; null where there is none of that name.</summary>
    public Task<JsonNode?> ContainerAsync(string container, CancellationToken cancellationToken) =>
        GetAsync($"containers/{container}/json", cancellationToken);

    /// <summary>All containers, running or not, that carry a label.</summary>
    public async Task<IReadOnlyList<JsonNode>> ContainersAsync(string label, CancellationToken cancellationToken)
    {
        var filter = Uri.EscapeDataString(JsonSerializer.Serialize(new { label = new[] { label } }));
        var list = await GetAsync($"containers/json?all=true&filters={filter}", cancellationToken).ConfigureAwait(false);
        return [.. (list?.AsArray() ?? []).Select(entry => entry!)];
    }

    /// <summary>Kills and removes a container with its volumes; one that is gone already is no mistake.</summary>
    /// <returns>Whether the engine knows it no more, as looked up.</returns>
    public async Task<bool> RemoveAsync(string container, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            using var response = await _client.DeleteAsync(
                new Uri($"containers/{container}?force=true&v=true", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            if (await ContainerAsync(container, cancellationToken).ConfigureAwait(false) is null)
            {
                return true;
            }

            // 409: a removal is under way.
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Waits until a container has ended.</summary>
    public async Task WaitForEndAsync(string container, CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsync(
            new Uri($"containers/{container}/wait", UriKind.Relative), null, cancellationToken).ConfigureAwait(false);
        await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last lines that a container wrote.</summary>
    public async Task<string> LogAsync(string container, int lines, CancellationToken cancellationToken)
    {
        var text = new List<string>();
        using var response = await _client.GetAsync(
            new Uri($"containers/{container}/logs?stdout=true&stderr=true&tail={lines}", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return "";
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await OutputFrames.ReadAsync(stream, line => text.Add(line), line => text.Add(line), cancellationToken).ConfigureAwait(false);
        }

        return string.Join('\n', text);
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            () => _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken)).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (HttpRequestException cause)
        {
            throw new EngineUnavailableException(
                "DR3106", Socket, $"The container engine at '{Socket}' does not answer: {cause.Message}",
                "Is it running, and may this user open its socket? Try: docker version", cause: cause);
        }
    }
}
