using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.Objectives;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Asks Supabase's Management API which backups it keeps of a hosted project. Reads only.</summary>
/// <remarks>
/// Too many requests and errors of the service are asked again: after the wait that the answer names (<c>Retry-After</c>, or the API's own
/// <c>X-RateLimit-Reset</c>), else after 1, 2, 4 seconds; no wait is longer than <see cref="LongestWait"/>, no more than
/// <see cref="Attempts"/> calls are made. Redirects are not followed: the token goes to the address that was named and to no other.
/// </remarks>
public sealed class SupabaseBackups : IDisposable
{
    private const int MostBytes = 4 << 20;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly string _project;
    private readonly TimeProvider _clock;

    /// <summary>Asks nothing yet.</summary>
    /// <param name="api">Where the Management API answers.</param>
    /// <param name="project">The project's reference.</param>
    /// <param name="token">An access token that may read the project's backups.</param>
    /// <param name="clock">The clock of waits.</param>
    public SupabaseBackups(Uri api, string project, SecretText token, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        ArgumentNullException.ThrowIfNull(token);
        _project = project;
        _clock = clock;
        _address = new Uri(api, $"/v1/projects/{Uri.EscapeDataString(project)}/database/backups");
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = MostBytes,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("DrDrills", null));
    }

    /// <summary>The longest that one wait between two calls may be.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The most calls of one listing.</summary>
    public static int Attempts => 4;

    /// <summary>Lists them, newest first.</summary>
    /// <exception cref="CloudCallFailedException">
    /// The token is not accepted (<c>DR4501</c>) or may not read backups (<c>DR4502</c>), there is no such project (<c>DR4503</c>), there were too many
    /// requests (<c>DR4504</c>), the service failed (<c>DR4505</c>), did not answer (<c>DR4506</c>), or answered something else than the list
    /// (<c>DR4507</c>).
    /// </exception>
    public async Task<HostedBackups> ListAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (backups, failure, wait) = await AskAsync(attempt, cancellationToken).ConfigureAwait(false);
            if (backups is not null)
            {
                return backups;
            }

            if (!failure!.IsTransient || attempt >= Attempts || wait > LongestWait)
            {
                throw failure;
            }

            await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(HostedBackups? Backups, CloudCallFailedException? Failure, TimeSpan Wait)> AskAsync(
        int attempt, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(1 << (attempt - 1));
        try
        {
            using var answer = await _http.GetAsync(_address, cancellationToken).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return (Read(answer, text), null, pause);
            }

            var wait = WaitOf(answer) ?? pause;
            return (null, Refusal(answer, wait), wait);
        }
        catch (HttpRequestException silent)
        {
            return (null, NoAnswer($"no connection, or one that broke ({silent.HttpRequestError})", silent), pause);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, NoAnswer($"no answer within {DurationText.Format(_http.Timeout)}", late), pause);
        }
    }

    private HostedBackups Read(HttpResponseMessage answer, string text)
    {
        try
        {
            return HostedBackupsJson.Read(text);
        }
        catch (JsonException other)
        {
            // Of a page that somebody put in between, not even the first words are quoted: it may hold anything.
            throw new CloudCallFailedException(
                "DR4507",
                Subject,
                $"The Management API at '{_address.Authority}' answered something else than the list of backups of project '{_project}': "
                + $"{answer.Content.Headers.ContentType?.MediaType ?? "no content type"}, {text.Length} characters; expected JSON with 'backups'.",
                "is a proxy or a login page in between, and is the address of the API right?",
                cause: other)
            {
                Status = (int)answer.StatusCode,
            };
        }
    }

    private CloudCallFailedException Refusal(HttpResponseMessage answer, TimeSpan wait)
    {
        var (code, what, hint) = (int)answer.StatusCode switch
        {
            401 => ("DR4501", "does not accept the access token", "is the token still valid? A new one is made in the account's settings."),
            403 => ("DR4502", "does not let the token read backups", "give the token the right to read the project's backups, and no more."),
            404 => ("DR4503", "knows no such project", "is 'project' the project's reference, and does the token's owner belong to its organisation?"),
            429 => ("DR4504",
                string.Create(CultureInfo.InvariantCulture, $"has had too many requests and asks for a wait of {wait.TotalSeconds:0} s"),
                $"try again later; a wait of at most {DurationText.Format(LongestWait)} is kept by itself, up to {Attempts} calls."),
            >= 500 => ("DR4505", "failed", "try again later; does the platform's status page tell of an incident?"),
            _ => ("DR4507", "answered something else than the list of backups", "is a proxy or a login page in between, and is the address of the API right?"),
        };
        return new CloudCallFailedException(
            code, Subject, $"The Management API at '{_address.Authority}' {what} (status {(int)answer.StatusCode}), asked for project '{_project}'.", hint)
        {
            Status = (int)answer.StatusCode,
        };
    }

    private CloudCallFailedException NoAnswer(string seen, Exception cause) => new(
        "DR4506",
        Subject,
        $"The Management API at '{_address.Authority}' did not answer for project '{_project}': {seen}.",
        "is the address right, and does this machine reach it?",
        cause: cause);

    private TimeSpan? WaitOf(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _clock.GetUtcNow(),
            _ => answer.Headers.TryGetValues("x-ratelimit-reset", out var reset)
                && int.TryParse(reset.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && answer.StatusCode == HttpStatusCode.TooManyRequests
                    ? TimeSpan.FromSeconds(seconds)
                    : (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private string Subject => $"Supabase project {_project}";
}
