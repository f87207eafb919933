using Allure.Net.Commons;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Steps.Hooks;

/// <summary>Stages and verifications as timed Allure steps inside the Gherkin step that runs the drill.</summary>
public sealed class AllureObserver : IDrillObserver
{
    private DrillStage? _open;

    public void StageBegan(DrillStage stage)
    {
        _open = stage;
        ExtendedApi.StartStep(StageNames.Of(stage));
    }

    public void StageEnded(StageRecord stage)
    {
        if (_open is null)
        {
            ExtendedApi.StartStep(StageNames.Of(stage.Stage));
        }

        _open = null;
        End(
            stage.State switch
            {
                StageState.Completed => Status.passed,
                StageState.Skipped => Status.skipped,
                _ => Status.broken,
            },
            stage.Detail);
    }

    public void Progressed(DrillStage stage, StageProgress progress)
    {
        // Allure shows finished runs; the progress log shows running ones.
    }

    public void VerificationBegan(VerificationId id, string title) => ExtendedApi.StartStep($"{title} ({id})");

    public void VerificationEnded(VerificationOutcome outcome)
    {
        if (outcome.Duration == TimeSpan.Zero && outcome.InconclusiveBecause is not null)
        {
            ExtendedApi.StartStep($"{outcome.Title} ({outcome.Id})");
        }

        End(
            outcome.Verdict switch
            {
                Verdict.Passed => Status.passed,
                Verdict.Failed => Status.failed,
                _ => Status.skipped,
            },
            outcome.InconclusiveBecause ?? (outcome.Findings.Count > 0 ? string.Join('\n', outcome.Findings) : outcome.Scope),
            // Some are asked beside each other, and their steps stand one after the other.
            DurationText.Format(outcome.Duration));
    }

    /// <summary>What was done stands beside a step that is as it should be; a report shows a message as an error.</summary>
    private static void End(Status status, string detail, string? took = null)
    {
        void Note(StepResult step)
        {
            step.parameters.Add(new Parameter { name = "detail", value = detail });
            if (took is not null)
            {
                step.parameters.Add(new Parameter { name = "took", value = took });
            }
        }

        void Blame(StepResult step) => step.statusDetails = new StatusDetails { message = detail };
        switch (status)
        {
            case Status.passed:
                ExtendedApi.PassStep(Note);
                break;
            case Status.skipped:
                ExtendedApi.SkipStep(Note);
                break;
            case Status.failed:
                ExtendedApi.FailStep(Blame);
                break;
            default:
                ExtendedApi.BreakStep(Blame);
                break;
        }
    }
}
