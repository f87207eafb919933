using Allure.Net.Commons.Functions;

namespace Allure.Net.Commons;

/// <summary>Steps and fixtures opened and closed by hand, for hooks that see only one end of them at a time.</summary>
public static partial class ExtendedApi
{
    internal static AllureLifecycle CurrentLifecycle => AllureApi.CurrentLifecycle;

    public static void StartStep(string name) => CurrentLifecycle.StartStep(new StepResult { name = name });

    public static void StartStep(string name, Action<StepResult> updateResults)
    {
        StartStep(name);
        CurrentLifecycle.UpdateStep(updateResults);
    }

    public static void PassStep() => CloseStep(Status.passed);

    public static void PassStep(Action<StepResult> updateResults) => CloseStep(Status.passed, updateResults);

    public static void FailStep() => CloseStep(Status.failed);

    public static void FailStep(Action<StepResult> updateResults) => CloseStep(Status.failed, updateResults);

    public static void FailStep(Exception error) => CloseStep(Status.failed, Blame<StepResult>(error));

    public static void FailStep(Action<StepResult> updateResults, Exception error) =>
        CloseStep(Status.failed, updateResults + Blame<StepResult>(error));

    public static void BreakStep() => CloseStep(Status.broken);

    public static void BreakStep(Action<StepResult> updateResults) => CloseStep(Status.broken, updateResults);

    public static void BreakStep(Exception error) => CloseStep(Status.broken, Blame<StepResult>(error));

    public static void BreakStep(Action<StepResult> updateResults, Exception error) =>
        CloseStep(Status.broken, updateResults + Blame<StepResult>(error));

    public static void SkipStep() => CloseStep(Status.skipped);

    public static void SkipStep(Action<StepResult> updateResults) => CloseStep(Status.skipped, updateResults);

    /// <summary>Passed without an error; failed for an assertion; broken for anything else.</summary>
    public static void ResolveStep(Exception? error) => CloseStep(StatusOf(error), Blame<StepResult>(error));

    private static void CloseStep(Status status, Action<StepResult>? update = null) =>
        CurrentLifecycle.StopStep(step =>
        {
            update?.Invoke(step);
            step.status = status;
        });

    private static Action<T> Blame<T>(Exception? error)
        where T : ExecutableItem => item => item.statusDetails = ModelFunctions.ToStatusDetails(error);

    private static Status StatusOf(Exception? error) => error is null
        ? Status.passed
        : ModelFunctions.ResolveErrorStatus(CurrentLifecycle.AllureConfiguration.FailExceptions ?? [], error);
}
