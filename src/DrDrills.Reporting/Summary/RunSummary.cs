using DrDrills.Errors;
using DrDrills.Evidence;

namespace DrDrills.Reporting.Summary;

/// <summary>What a run, or several shards of one, came to: the table that ends it and its exit code.</summary>
/// <param name="Rows">One for each drill, ordered by drill.</param>
public sealed record RunSummary(IReadOnlyList<SummaryRow> Rows)
{
    /// <summary>Name of the folder of evidence records in a run's folder.</summary>
    public const string EvidenceFolder = "evidence";

    // From the best to the worst: what is wrong outranks what could not be asked, and what DrDrills itself did wrong outranks both.
    private static readonly ExitCode[] _byWeight =
    [
        ExitCode.Passed, ExitCode.Inconclusive, ExitCode.EnvironmentMissing, ExitCode.ObjectiveMissed, ExitCode.VerificationFailed,
        ExitCode.DisposalFailed, ExitCode.Usage, ExitCode.Internal, ExitCode.Cancelled,
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
        var rows = new List<SummaryRow>();
        foreach (var folder in runFolders.Select(folder => Path.Combine(folder, EvidenceFolder)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*" + EvidenceJson.FileSuffix).Order(StringComparer.Ordinal))
            {
                rows.Add(SummaryRow.Of(await EvidenceJson.ReadAsync(file, cancellationToken).ConfigureAwait(false)));
            }
        }

        return new RunSummary([.. rows.OrderBy(row => row.Drill, StringComparer.Ordinal)]);
    }
}
