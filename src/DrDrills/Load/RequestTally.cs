using System.Globalization;

namespace DrDrills.Load;

/// <summary>What became of the requests of a steady load.</summary>
/// <param name="Requests">All that were answered, or given up.</param>
/// <param name="Failures">How often each failure happened: a status, or what broke; empty where every request was answered well.</param>
/// <param name="Elapsed">From the first request to the last answer, on the monotonic clock.</param>
/// <param name="Slowest">The longest that one request took.</param>
public sealed record RequestTally(long Requests, IReadOnlyDictionary<string, long> Failures, TimeSpan Elapsed, TimeSpan Slowest)
{
    /// <summary>Requests that were not answered well.</summary>
    public long Failed => Failures.Values.Sum();

    /// <summary>Requests a second, as they were really made; 0 where nothing was measured.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Requests / Elapsed.TotalSeconds : 0;

    /// <summary>"1840 requests in 6.1 s (302 a second), 0 failed, slowest 41 ms".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Requests} requests in {Elapsed.TotalSeconds:0.0} s ({Rate:0} a second), {Failed} failed{Kinds}, slowest {Slowest.TotalMilliseconds:0} ms");

    private string Kinds => Failures.Count == 0
        ? ""
        : $" ({string.Join(", ", Failures.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} × {kind.Key}"))})";
}
