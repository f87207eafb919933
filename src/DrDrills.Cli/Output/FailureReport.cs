using DrDrills.Errors;

namespace DrDrills.Cli.Output;

/// <summary>What the process says and returns when a verb ends with an exception.</summary>
internal static class FailureReport
{
    /// <summary>Says what went wrong and returns the exit code for it.</summary>
    public static ExitCode Say(Screen screen, Exception failure)
    {
        switch (failure)
        {
            case DrillException known:
                screen.Say(known.Message);
                return known.ExitCode;
            case OperationCanceledException:
                screen.Say("Cancelled.");
                return ExitCode.Cancelled;
            default:
                // The message of an unforeseen exception may quote what it was given, secrets included: only its type is said.
                screen.Say($"DR0001 DrDrills itself failed: {failure.GetType().Name}{Origin(failure)}.");
                screen.Say("Hint: nothing is said about the backup. Report this with the command that you ran.");
                if (Environment.GetEnvironmentVariable("DRDRILLS_DEBUG") is { Length: > 0 })
                {
                    screen.Say(failure.ToString());
                }
                else
                {
                    screen.Say("Hint: DRDRILLS_DEBUG=1 shows the whole exception, which may quote what it was given.");
                }

                return ExitCode.Internal;
        }
    }

    private static string Origin(Exception failure) =>
        failure.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("DrDrills.", StringComparison.Ordinal))
            is { } line
            ? " " + line.Split(" in ", 2)[0]
            : "";
}
