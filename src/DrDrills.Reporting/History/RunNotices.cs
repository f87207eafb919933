using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DrDrills.Errors;

namespace DrDrills.Reporting.History;

/// <summary>Tells others what a run came to: a heartbeat after a passed one only, web hooks after any other.</summary>
/// <param name="http">Carries the notices; the caller disposes of it.</param>
/// <param name="options">Whom to tell.</param>
public sealed class RunNotices(HttpClient http, RunNoticeOptions options)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(15);

    /// <summary>Tells everybody who wants to know of this outcome.</summary>
    /// <returns>What could not be delivered, one sentence each; a notice that fails never changes a verdict.</returns>
    public async Task<IReadOnlyList<string>> TellAsync(RunNotice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var undelivered = new List<string>();
        async Task Post(Uri? to, Func<HttpContent?> content, bool get = false)
        {
            if (to is null)
            {
                return;
            }

            using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            bound.CancelAfter(_limit);
            try
            {
                using var response = get ? await http.GetAsync(to, bound.Token).ConfigureAwait(false) : await http.PostAsync(to, content(), bound.Token).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    undelivered.Add($"a notice to '{to.Host}' was answered with {(int)response.StatusCode}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // The address may carry a secret in its path: only the host is named.
                undelivered.Add($"a notice to '{to.Host}' could not be delivered: {(e is OperationCanceledException ? "no answer within 15 s" : e.Message)}");
            }
        }

        if (notice.Code == ExitCode.Passed)
        {
            await Post(options.Heartbeat, () => null, get: true).ConfigureAwait(false);
            return undelivered;
        }

        await Post(options.Slack, () => JsonContent.Create(new JsonObject { ["text"] = notice.Whole })).ConfigureAwait(false);
        await Post(options.WebHook, () => JsonContent.Create(new JsonObject
        {
            ["runId"] = notice.RunId,
            ["exitCode"] = (int)notice.Code,
            ["outcome"] = notice.Code.ToString(),
            ["text"] = notice.Text,
            ["notPassed"] = new JsonArray([.. notice.NotPassed.Select(line => (JsonNode)line)]),
        })).ConfigureAwait(false);
        return undelivered;
    }
}
