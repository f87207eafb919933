using System.Text;
using DrDrills.Reporting.History;

namespace DrDrills.Reporting.Compliance;

/// <summary>Writes everything that auditors read into a finished run's folder: page, PDF, OSCAL, CSV.</summary>
public static class ReportFiles
{
    /// <summary>Writes the files; sealing comes after.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="templates">Folder with <c>report.liquid</c> and <c>controls.json</c>.</param>
    /// <param name="controls">A catalogue of the user's own, or null for the one of <paramref name="templates"/>.</param>
    /// <param name="now">UTC instant that ages are counted to.</param>
    /// <param name="earlier">Drills of the runs before.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Why there is no PDF, or null where there is one.</returns>
    /// <exception cref="Errors.ConfigurationInvalidException">Template or catalogue is wrong.</exception>
    /// <exception cref="Errors.EvidenceNotWrittenException">A record cannot be read.</exception>
    public static async Task<string?> WriteAsync(
        DirectoryInfo folder,
        DirectoryInfo templates,
        FileInfo? controls,
        DateTimeOffset now,
        IReadOnlyList<HistoryPoint> earlier,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(templates);
        var catalogue = await ControlCatalogue.ReadAsync(controls?.FullName ?? Path.Combine(templates.FullName, "controls.json"), cancellationToken)
            .ConfigureAwait(false);
        var facts = await ReportFacts.ReadAsync(folder, catalogue, now, earlier, cancellationToken).ConfigureAwait(false);
        var template = await File.ReadAllTextAsync(Path.Combine(templates.FullName, "report.liquid"), cancellationToken).ConfigureAwait(false);
        var records = facts.Records.Select(entry => entry.Record).ToList();
        await WriteAsync(folder, ComplianceReport.FileName, await ComplianceReport.FormatAsync(facts, template).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await WriteAsync(folder, RecordsCsv.FileName, RecordsCsv.Format(records), cancellationToken).ConfigureAwait(false);
        if (records.Count > 0)
        {
            await WriteAsync(folder, OscalResults.FileName, OscalResults.Format(facts.RunId, records, facts.Matrix), cancellationToken).ConfigureAwait(false);
        }

        return await PdfReport.MakeAsync(folder, facts.Records.Select(entry => entry.Path), cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteAsync(DirectoryInfo folder, string name, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
}
