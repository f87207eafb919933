using System.Globalization;
using Reqnroll.Bindings;
using Reqnroll.Configuration;

namespace Reqnroll.Tracing;

/// <summary>Writes what becomes of each step into the test's output.</summary>
internal sealed class StepTracer(TestOutput output, ReqnrollConfiguration configuration)
{
    private const string SnippetIndent = "        ";

    public void Step(StepInstance step) => output.WriteLine(StepText.Of(step));

    public void Done(BindingMatch match, object[] arguments, TimeSpan duration)
    {
        if (configuration.TraceSuccessfulSteps)
        {
            output.WriteToolLine($"done: {StepText.OfCall(match.StepBinding.Method, arguments)} ({Seconds(duration)}s)");
        }
    }

    public void Skipped(Exception exception) =>
        output.WriteToolLine($"skipped: {(string.IsNullOrEmpty(exception?.Message) ? "Step skipped." : exception.Message)}");

    public void SkippedBecauseOfPreviousErrors() => output.WriteToolLine("skipped because of previous errors");

    public void Pending(BindingMatch match, object[] arguments, Exception exception) =>
        output.WriteToolLine($"pending: {StepText.OfCall(match.StepBinding.Method, arguments)}: "
            + (exception?.Message ?? PendingStepException.GenericErrorMessage));

    public void BindingError(Exception exception) => output.WriteToolLine($"binding error: {exception.Message}");

    public void Error(Exception exception, TimeSpan duration) =>
        output.WriteToolLine($"error: {exception.Message} ({Seconds(duration)}s)");

    public void Warning(string text) => output.WriteToolLine($"warning: {text}");

    public void Undefined(StepInstance step, CultureInfo culture, IReadOnlyList<BindingMatch> outOfScope)
    {
        var advice = "No matching step definition found for the step. Use the following code to create one:";
        if (outOfScope.Count > 0)
        {
            output.WriteToolLine("No matching step definition found for the step. There are matching step definitions, but "
                + "none of them have matching scope for this step: "
                + $"{string.Join(", ", outOfScope.Select(m => StepText.OfCall(m.StepBinding.Method, null)))}.");
            advice = "Change the scope or use the following code to create a new step definition:";
        }

        var snippet = StepSnippet.OfStep(step, configuration.SkeletonStyle, culture);
        output.WriteToolLine($"undefined: {advice}{Environment.NewLine}{StepText.Indented(snippet, SnippetIndent)}");
    }

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("F1", CultureInfo.CurrentCulture);
}
