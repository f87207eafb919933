using System.Collections.Concurrent;
using System.Globalization;

namespace DrDrills.Load;

/// <summary>Asks an application at a steady rate, whatever it answers, and counts every failure; no request is repeated.</summary>
/// <remarks>
/// Requests are due at fixed instants: one that is late is made at once, and none is left out, so a pause of the application shows. Only
/// 200 to 299 is an answer.
/// </remarks>
public sealed class SteadyLoad : IAsyncDisposable
{
    private readonly SteadyLoadOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly Task[] _callers;
    private readonly long _begin;
    private long _due = -1;
    private long _answered;
    private long _slowest;
    private long _end;

    private SteadyLoad(SteadyLoadOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _http = new HttpClient { BaseAddress = options.Endpoint, Timeout = options.AnswerLimit };
        _begin = clock.GetTimestamp();
        _callers = [.. Enumerable.Range(0, options.Parallelism).Select(_ => Task.Run(CallAsync))];
    }

    /// <summary>Begins at once.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="clock">The clock of the rate and of the figures.</param>
    public static SteadyLoad Begin(SteadyLoadOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfZero(options.Paths.Count);
        return new SteadyLoad(options, clock);
    }

    /// <summary>What has come of it so far.</summary>
    public RequestTally Tally => new(
        Interlocked.Read(ref _answered),
        new Dictionary<string, long>(_failures),
        _clock.GetElapsedTime(_begin, _end == 0 ? _clock.GetTimestamp() : _end),
        _clock.GetElapsedTime(0, Interlocked.Read(ref _slowest)));

    /// <summary>Waits until as many more requests were answered.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AnsweredAsync(int requests, CancellationToken cancellationToken)
    {
        var enough = Interlocked.Read(ref _answered) + requests;
        while (Interlocked.Read(ref _answered) < enough && !_stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes no more requests, and waits for the answers of those under way. Safe to repeat.</summary>
    public async Task<RequestTally> EndAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_callers).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _end, _clock.GetTimestamp(), 0);
        return Tally;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task CallAsync()
    {
        try
        {
            while (true)
            {
                var turn = Interlocked.Increment(ref _due);
                var early = TimeSpan.FromSeconds((double)turn / _options.Rate) - _clock.GetElapsedTime(_begin);
                if (early > TimeSpan.Zero)
                {
                    await Task.Delay(early, _clock, _stop.Token).ConfigureAwait(false);
                }

                _stop.Token.ThrowIfCancellationRequested();
                await AskAsync(_options.Paths[(int)(turn % _options.Paths.Count)]).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The load is over.
        }
    }

    private async Task AskAsync(Uri path)
    {
        var begin = _clock.GetTimestamp();
        string? failure;
        try
        {
            using var answer = await _http.GetAsync(path, CancellationToken.None).ConfigureAwait(false);
            failure = answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)answer.StatusCode}");
        }
        catch (HttpRequestException broken)
        {
            failure = $"{broken.HttpRequestError}";
        }
        catch (TaskCanceledException)
        {
            failure = "no answer in time";
        }

        if (failure is not null)
        {
            _failures.AddOrUpdate(failure, 1, (_, count) => count + 1);
        }

        Interlocked.Increment(ref _answered);
        var taken = _clock.GetTimestamp() - begin;
        var slowest = Interlocked.Read(ref _slowest);
        while (taken > slowest)
        {
            slowest = Interlocked.CompareExchange(ref _slowest, taken, slowest) is var seen && seen == slowest ? taken : seen;
        }
    }
}
