using DrDrills.Errors;
using DrDrills.Evidence;

namespace DrDrills.Reporting.Summary;

/// <summary>What a run, or several shards of one, came to: the table that ends it and its exit code.</summary>
/// <param name="Rows">One for each drill, ordered by drill.</param>
public sealed record RunSummary(IReadOnlyList<SummaryRow> Rows)
{
    /// <summary>Name of the folder of evidence records in a run's folder.</summary>
    public const string EvidenceFolder = "evidence";

    // From the best to the worst. What is known to be wrong outranks what is not known, so that no gap elsewhere in the run hides a
    // bad backup: data not proven, then a copy left behind, then an objective missed. Of what is not known the reason that says most
    // comes first: a defect of DrDrills, a caller who stopped it, a wrong configuration, a missing program, anything else.
    private static readonly ExitCode[] _byWeight =
    [
        ExitCode.Passed, ExitCode.Inconclusive, ExitCode.EnvironmentMissing, ExitCode.Usage, ExitCode.Cancelled, ExitCode.Internal,
        ExitCode.ObjectiveMissed, ExitCode.DisposalFailed, ExitCode.VerificationFailed,
    ];

    /// <summary>The worst of all rows; a run without a drill proves nothing and is inconclusive.</summary>
    public ExitCode ExitCode => Rows.Count == 0 ? ExitCode.Inconclusive : Worst(Rows.Select(row => row.ExitCode));

    /// <summary>The worst of several exit codes; one that is not known counts as a failure of DrDrills itself.</summary>
    /// <param name="codes">At least one.</param>
    public static ExitCode Worst(IEnumerable<ExitCode> codes) =>
        codes.Select(code => Enum.IsDefined(code) ? code : ExitCode.Internal).MaxBy(code => Array.IndexOf(_byWeight, code));

    /// <summary>Reads the records of run folders.</summary>
    /// <param name="runFolders">One for each shard.</param>
    /// <param name="cancellationToken">Stops between two records.</param>
    /// <exception cref="EvidenceNotWrittenException">A record cannot be read.</exception>
    public static async Task<RunSummary> ReadAsync(IEnumerable<string> runFolders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runFolders);
        var records = new List<EvidenceRecord>();
        foreach (var folder in runFolders.Select(folder => Path.Combine(folder, EvidenceFolder)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*" + EvidenceJson.FileSuffix).Order(StringComparer.Ordinal))
            {
                records.Add(await EvidenceJson.ReadAsync(file, cancellationToken).ConfigureAwait(false));
            }
        }

        return Of(records);
    }

    /// <summary>Makes the summary of records, each drill with its negative controls.</summary>
    /// <param name="records">Of all shards.</param>
    public static RunSummary Of(IReadOnlyList<EvidenceRecord> records) =>
        new([.. records.Select(record => SummaryRow.Of(record, records)).OrderBy(row => row.Drill, StringComparer.Ordinal)]);
}
