using System.Globalization;
using DrDrills.Objectives;

namespace DrDrills.Verification;

/// <summary>Whether the restored application answers: a request to it, repeated while it starts.</summary>
/// <param name="path">What is asked for, from the root of the application: <c>/about</c>.</param>
/// <param name="limit">How long the application may take to start.</param>
/// <param name="clock">The clock of the limit; null takes the system's.</param>
public sealed class ApplicationVerification(string path, TimeSpan limit, TimeProvider? clock = null) : IVerification
{
    /// <summary>The application does not answer, or not as one that works.</summary>
    public const string NoAnswer = "DRF520";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("application");

    /// <inheritdoc/>
    public string Title => "Application";

    /// <inheritdoc/>
    public string Proves => "The restored application started by itself and answers.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Endpoint is not { } endpoint)
        {
            return VerificationAnswer.CouldNotAsk("there is no restored application to ask");
        }

        var address = new Uri(endpoint, path);
        using var http = new HttpClient { Timeout = limit };
        var began = _clock.GetTimestamp();
        while (true)
        {
            var seen = await AskAsync(http, address, cancellationToken).ConfigureAwait(false);
            var elapsed = _clock.GetElapsedTime(began);
            if (seen is null)
            {
                return VerificationAnswer.Looked(
                    string.Create(CultureInfo.InvariantCulture, $"GET {address}, answered after {elapsed.TotalSeconds:0.00} s"), []);
            }

            if (elapsed >= limit)
            {
                return VerificationAnswer.Looked($"GET {address}", [Silent(address, seen)]);
            }

            await Task.Delay(Pause, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is wrong with the answer; null where nothing is.</summary>
    private static async Task<string?> AskAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"status {(int)answer.StatusCode}");
        }
        catch (HttpRequestException silent)
        {
            return $"no answer ({silent.HttpRequestError})";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }

    private Finding Silent(Uri address, string observed) => new()
    {
        Code = NoAnswer,
        Subject = $"application {address}",
        Expected = $"an answer of status 200 to 299 within {DurationText.Format(limit)}",
        Observed = observed,
        Statement = "The restored application does not work.",
    };
}
