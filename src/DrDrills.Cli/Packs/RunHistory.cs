using DrDrills.Evidence;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Summary;

namespace DrDrills.Cli.Packs;

/// <summary>The history of a folder of runs.</summary>
internal static class RunHistory
{
    /// <summary>Every drill of every run that was sealed, the oldest first.</summary>
    public static async Task<IReadOnlyList<HistoryPoint>> ReadAsync(VerbContext context, DirectoryInfo runs, CancellationToken cancellationToken)
    {
        var (store, unread) = await HistoryStore.OpenAsync(runs, cancellationToken).ConfigureAwait(false);
        await using var _ = store.ConfigureAwait(false);
        foreach (var run in unread)
        {
            context.Screen.Say("Not in the history: " + run);
        }

        return await store.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings store, page and metrics up to date.</summary>
    /// <returns>Every drill and every backup source, those not proven for longest first.</returns>
    public static async Task<(IReadOnlyList<DrillHistory> Drills, IReadOnlyList<BackupCoverage> Sources)> WriteAsync(
        VerbContext context, DirectoryInfo runs, CancellationToken cancellationToken)
    {
        var points = await ReadAsync(context, runs, cancellationToken).ConfigureAwait(false);
        var drills = DrillHistory.Of(points);
        var sources = BackupCoverage.Of(points, ConfiguredSources.Read());
        await File.WriteAllTextAsync(Path.Combine(runs.FullName, PrometheusMetrics.FileName), PrometheusMetrics.Format(drills), cancellationToken).ConfigureAwait(false);
        if (context.Root is { } root)
        {
            var template = Path.Combine(root.FullName, "reports", "templates", "compliance", "history.liquid");
            var page = await HistoryPage.FormatAsync(
                drills, sources, context.Time.GetUtcNow(), await File.ReadAllTextAsync(template, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(runs.FullName, HistoryPage.FileName), page, cancellationToken).ConfigureAwait(false);
        }

        return (drills, sources);
    }

    /// <summary>Holds a run that is not sealed yet against those before it, and keeps in its folder what came out.</summary>
    public static async Task<RunRegressions> CompareAsync(
        DirectoryInfo run, IReadOnlyList<HistoryPoint> earlier, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(run.FullName, RunSummary.EvidenceFolder);
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + EvidenceJson.FileSuffix) : [];
        var records = await Task.WhenAll(files.Select(file => EvidenceJson.ReadAsync(file, cancellationToken))).ConfigureAwait(false);
        var points = records.Select(record => HistoryPoint.Of(run.Name, record, SummaryRow.Of(record, records).ExitCode == Errors.ExitCode.Passed));
        var regressions = RunRegressions.Of(run.Name, [.. points], earlier);
        await regressions.WriteAsync(run, cancellationToken).ConfigureAwait(false);
        return regressions;
    }
}
