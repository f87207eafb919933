using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>What a running drill has come to know; <see cref="DrillConclusion"/> makes the finished run of it.</summary>
internal sealed class DrillLedger
{
    public BackupDescriptor? Backup { get; set; }

    public TargetDescription? Target { get; set; }

    public RecoveryPoint? RecoveryPoint { get; private set; }

    /// <summary>Whether something was recovered; a drill that only looks (an audit) has no recovery time.</summary>
    public bool AnythingRestored { get; private set; }

    public DisposalOutcome? Disposal { get; set; }

    /// <summary>From the declared incident to ready, on the monotonic clock; null where it did not come to that.</summary>
    public TimeSpan? ReadyAfter { get; set; }

    public DrillException? Error { get; private set; }

    public bool Cancelled { get; set; }

    /// <summary>Why the drill ended before ready, or null.</summary>
    public string? Ending { get; set; }

    public List<Finding> Findings { get; } = [];

    public List<string> Deviations { get; } = [];

    public Dictionary<DrillStage, string> ToolOutput { get; } = [];

    public void Add(DrillStage stage, RestoreOutcome? outcome)
    {
        if (outcome is null)
        {
            return;
        }

        AnythingRestored = true;
        RecoveryPoint = outcome.RecoveryPoint ?? RecoveryPoint;
        Deviations.AddRange(outcome.Deviations);
        if (outcome.ToolOutput.Length > 0)
        {
            ToolOutput[stage] = outcome.ToolOutput;
        }
    }

    /// <summary>An exception that accuses the backup is a finding; any other means that we could not look.</summary>
    public void Ended(DrillException error)
    {
        Error = error;
        Ending = $"{error.Code} ended the drill";
        if (error is BackupRefusedException refused)
        {
            Findings.AddRange(refused.Findings);
        }
        else if (error.ExitCode == ExitCode.VerificationFailed)
        {
            Findings.Add(new Finding
            {
                Code = error.Code,
                Subject = error.Subject,
                Expected = "a backup that can be restored to the end",
                Observed = "an error",
                Statement = error.Statement,
            });
        }
    }
}
