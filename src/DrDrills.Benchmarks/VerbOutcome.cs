namespace DrDrills.Benchmarks;

/// <summary>How a verb ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="StartedAt">The wall clock when the process was started, UTC.</param>
/// <param name="Elapsed">From there to its end.</param>
/// <param name="PeakBytes">The most memory it held, of this process alone.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record VerbOutcome(
    int ExitCode, DateTimeOffset StartedAt, TimeSpan Elapsed, long PeakBytes, string Output, string Errors)
{
    /// <summary>Itself, where it passed.</summary>
    /// <exception cref="InvalidOperationException">It did not pass; what it took says nothing.</exception>
    public VerbOutcome Passed() => ExitCode == 0
        ? this
        : throw new InvalidOperationException(
            $"The command line ended with exit code {ExitCode}: {string.Join(' ', Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(4))}");
}
