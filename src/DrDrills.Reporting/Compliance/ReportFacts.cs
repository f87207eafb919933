using DrDrills.Evidence;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Packs;

namespace DrDrills.Reporting.Compliance;

/// <summary>What a report is made of.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Records">Its records, each with its file relative to the run's folder; by drill.</param>
/// <param name="Reviews">Its reviews, in order.</param>
/// <param name="Matrix">The controls beside the records.</param>
/// <param name="Regressions">Stages that took longer than their own history explains.</param>
public sealed record ReportFacts(
    string RunId,
    IReadOnlyList<(EvidenceRecord Record, string Path)> Records,
    IReadOnlyList<Review> Reviews,
    ControlMatrix Matrix,
    IReadOnlyList<RunRegression> Regressions)
{
    /// <summary>Reads a finished run's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="catalogue">The controls.</param>
    /// <param name="now">UTC instant that ages are counted to.</param>
    /// <param name="earlier">Drills of the runs before.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="Errors.EvidenceNotWrittenException">A record or a review there cannot be read.</exception>
    public static async Task<ReportFacts> ReadAsync(
        DirectoryInfo folder, ControlCatalogue catalogue, DateTimeOffset now, IReadOnlyList<HistoryPoint> earlier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var records = new List<(EvidenceRecord Record, string Path)>();
        foreach (var path in Index.RunIndex.PathsIn(folder).Where(path => path.EndsWith(EvidenceJson.FileSuffix, StringComparison.Ordinal)))
        {
            records.Add((await EvidenceJson.ReadAsync(System.IO.Path.Combine(folder.FullName, path), cancellationToken).ConfigureAwait(false), path));
        }

        var ordered = records.OrderBy(entry => entry.Record.Identity.DrillId, StringComparer.Ordinal).ToList();
        var reviews = new SignedReviews(folder).ReadAll();
        return new ReportFacts(
            folder.Name,
            ordered,
            reviews,
            ControlMatrix.Of(catalogue, ordered.ConvertAll(entry => entry.Record), reviews, now, earlier),
            await RunRegressions.ReadAsync(folder, cancellationToken).ConfigureAwait(false));
    }
}
