using Reqnroll.Bindings;

namespace Reqnroll.Execution;

/// <summary>What is known of a step while it is tried. A part that throws decides the status; the parts after it are left out.</summary>
internal sealed class Attempt(StepInstance step, bool skippedFromStart)
{
    public StepInstance Step { get; } = step;

    public bool SkippedFromStart { get; } = skippedFromStart;

    public ScenarioExecutionStatus Status { get; private set; } =
        skippedFromStart ? ScenarioExecutionStatus.Skipped : ScenarioExecutionStatus.OK;

    /// <summary>What the step threw. An undefined step has none: the scenario's end speaks for all of them.</summary>
    public Exception Error { get; private set; }

    public BindingMatch Match { get; set; }

    public IReadOnlyList<BindingMatch> OutOfScope { get; set; } = [];

    public object[] Arguments { get; set; }

    public bool HooksStarted { get; set; }

    public CallDuration Duration { get; } = new();

    /// <summary>Done even for skipped steps: that all are defined is worth knowing.</summary>
    public void Guard(Action part)
    {
        try
        {
            part();
        }
        catch (Exception exception)
        {
            Take(exception);
        }
    }

    public async Task GuardWhileOkAsync(Func<Task> part)
    {
        if (Status != ScenarioExecutionStatus.OK)
        {
            return;
        }

        try
        {
            await part().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Take(exception);
        }
    }

    private void Take(Exception exception)
    {
        Status = StepOutcome.StatusOf(exception);
        Error = exception is MissingStepDefinitionException ? null : exception;
    }
}
