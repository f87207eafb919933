using DrDrills.Benchmarks.Databases;
using DrDrills.Benchmarks.Measures;
using DrDrills.Benchmarks.Results;
using DrDrills.Errors;

namespace DrDrills.Benchmarks;

/// <summary>One run of the benchmarks.</summary>
/// <param name="options">Sizes, rounds, which measures.</param>
/// <param name="results">Where JSON goes when asked for without a file.</param>
/// <param name="say">Where prose goes.</param>
internal sealed class BenchSession(BenchOptions options, TextWriter results, Action<string> say)
{
    /// <summary>Measures, prints the table, and says whether every line holds.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var measures = BenchMeasures.All.Where(measure => options.Only.Count == 0 || options.Only.Contains(measure.Id)).ToList();
        await using var server = await BenchServer.StartAsync(isSource: true, cancellationToken).ConfigureAwait(false);
        var run = new BenchRun(options, server, new BenchDatabases(server, options.Gigabytes, say), TimeProvider.System, say);
        var machine = MachineFacts.Of(server, options);
        var rows = new List<BenchRow>();
        foreach (var measure in measures)
        {
            say(measure.Id);
            rows.AddRange(await MeasureAsync(measure, run, cancellationToken).ConfigureAwait(false));
        }

        var report = new BenchReport(machine, rows);
        say(report.ToText());
        await WriteAsync(report, cancellationToken).ConfigureAwait(false);
        return report.Outcome;
    }

    /// <summary>What stands in the way of one measure does not take the others with it.</summary>
    internal static async Task<IReadOnlyList<BenchRow>> MeasureAsync(
        IBenchMeasure measure, BenchRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await measure.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The border of a measure: whatever happened, its lines say so.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return [.. measure.Lines.Select(line => line.NotMeasured(failure.Message.ReplaceLineEndings(" ")))];
        }
    }

    private async Task WriteAsync(BenchReport report, CancellationToken cancellationToken)
    {
        if (options.Json == "-")
        {
            await results.WriteAsync(report.ToJson().AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        else if (options.Json is { } file)
        {
            await File.WriteAllTextAsync(file, report.ToJson(), cancellationToken).ConfigureAwait(false);
        }
    }
}
