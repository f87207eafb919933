using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>One finished execution of a drill: everything that reports and evidence are made from.</summary>
public sealed record DrillRun
{
    /// <value>Unique over all runs, never reused.</value>
    public required string RunId { get; init; }

    /// <value>What was planned.</value>
    public required DrillPlan Plan { get; init; }

    /// <value>UTC instant at which the incident was declared to the drill.</value>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <value>UTC instant at which the run ended.</value>
    public required DateTimeOffset EndedAt { get; init; }

    /// <value>Every stage in order, also those skipped.</value>
    public required IReadOnlyList<StageRecord> Stages { get; init; }

    /// <value>The backup used, or null where none was found.</value>
    public BackupDescriptor? Backup { get; init; }

    /// <value>Where it was restored, or null where it did not come to that.</value>
    public TargetDescription? Target { get; init; }

    /// <value>Where the data ended up, or null.</value>
    public RecoveryPoint? RecoveryPoint { get; init; }

    /// <value>Every verification of the plan, also those that could not be asked.</value>
    public required IReadOnlyList<VerificationOutcome> Verifications { get; init; }

    /// <value>Findings of stages (a tool that gave up on the backup, a target not reached), besides those of verifications.</value>
    public IReadOnlyList<Finding> StageFindings { get; init; } = [];

    /// <value>Recovery time against its objective.</value>
    public required ObjectiveOutcome RecoveryTime { get; init; }

    /// <value>Data loss against its objective.</value>
    public required ObjectiveOutcome DataLoss { get; init; }

    /// <value>What the data was compared with.</value>
    public required ComparisonBasis ComparisonBasis { get; init; }

    /// <value>What became of the copy, or null where nothing was made.</value>
    public DisposalOutcome? Disposal { get; init; }

    /// <value>What was done otherwise than planned.</value>
    public IReadOnlyList<string> Deviations { get; init; } = [];

    /// <value>Output of the tools, by stage.</value>
    public IReadOnlyDictionary<DrillStage, string> ToolOutput { get; init; } = new Dictionary<DrillStage, string>();

    /// <value>The error that ended the run early, or null.</value>
    public DrillException? Error { get; init; }

    /// <value>What it all comes to.</value>
    public required Verdict Verdict { get; init; }

    /// <value>Why, in one sentence.</value>
    public required string VerdictReason { get; init; }

    /// <value>The exit code of a process that ran just this drill.</value>
    public required ExitCode ExitCode { get; init; }

    /// <summary>Every finding of the run, of stages first.</summary>
    public IEnumerable<Finding> Findings => StageFindings.Concat(Verifications.SelectMany(v => v.Findings));
}
