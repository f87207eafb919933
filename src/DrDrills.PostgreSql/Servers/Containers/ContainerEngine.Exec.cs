using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>Programs inside a running container.</summary>
internal sealed partial class ContainerEngine
{
    private static readonly string[] NoCapabilities = ["ALL"];

    /// <summary>Runs one program to its end and hands over every line as it comes.</summary>
    /// <returns>Its exit code; 126 and 127 as a shell would say it.</returns>
    public async Task<int> ExecAsync(
        string container, IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, string user,
        Action<string> onOutput, Action<string> onError, CancellationToken cancellationToken)
    {
        var id = await CreateExecAsync(container, command, environment, user, cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"exec/{id}/start", UriKind.Relative))
        {
            Content = JsonContent.Create(new { Detach = false, Tty = false }),
        };
        using var response = await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new EngineUnavailableException(
                "DR3111", container, $"The container engine refused to run '{command[0]}' in '{container}': {(int)response.StatusCode}.",
                "Does the container still run, and is the program in its image?",
                await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        }

        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await OutputFrames.ReadAsync(stream, onOutput, onError, cancellationToken).ConfigureAwait(false);
        }

        return await ExitCodeAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The stream ends a moment before the engine knows how the program did; on a busy machine that moment is long.</summary>
    private async Task<int> ExitCodeAsync(string id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            var seen = await GetAsync($"exec/{id}/json", cancellationToken).ConfigureAwait(false);
            if (seen is null)
            {
                break;
            }

            if ((bool?)seen["Running"] == false && (int?)seen["ExitCode"] is { } code)
            {
                return code;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken).ConfigureAwait(false);
        }

        throw new EngineUnavailableException(
            "DR3110", id, "The container engine did not say within 10 s how a program in a container ended.",
            "Was the container removed, or the engine restarted, while the program ran?");
    }

    /// <summary>Runs one program in a container of its own, without network, that sees one folder of this machine read-only.</summary>
    public async Task<(int ExitCode, string Output)> RunOnceAsync(
        string name, string image, IReadOnlyList<string> command, string user, string folder, string runId, CancellationToken cancellationToken)
    {
        try
        {
            using var created = await _client.PostAsJsonAsync(
                new Uri($"containers/create?name={name}", UriKind.Relative),
                new
                {
                    Image = image,
                    Entrypoint = command.Take(1).ToArray(),
                    Cmd = command.Skip(1).ToArray(),
                    User = user,
                    Labels = ContainerLabels.For(runId),
                    HostConfig = new { NetworkMode = "none", Binds = new[] { $"{folder}:{folder}:ro" }, CapDrop = NoCapabilities },
                },
                cancellationToken).ConfigureAwait(false);
            created.EnsureSuccessStatusCode();
            using var started = await _client.PostAsync(
                new Uri($"containers/{name}/start", UriKind.Relative), null, cancellationToken).ConfigureAwait(false);
            if (!started.IsSuccessStatusCode)
            {
                return (127, await started.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            }

            await WaitForEndAsync(name, cancellationToken).ConfigureAwait(false);
            var ended = await ContainerAsync(name, cancellationToken).ConfigureAwait(false);
            return ((int?)ended?["State"]?["ExitCode"] ?? 126, await LogAsync(name, 200, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            await RemoveAsync(name, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<string> CreateExecAsync(
        string container, IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, string user,
        CancellationToken cancellationToken)
    {
        using var created = await _client.PostAsJsonAsync(
            new Uri($"containers/{container}/exec", UriKind.Relative),
            new
            {
                AttachStdout = true,
                AttachStderr = true,
                Cmd = command,
                Env = environment.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={pair.Value}").ToArray(),
                User = user,
                WorkingDir = "/",
            },
            cancellationToken).ConfigureAwait(false);
        var answer = await created.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(cancellationToken).ConfigureAwait(false);
        return (string)answer!["Id"]!;
    }
}
