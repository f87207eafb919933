using CliWrap;
using Command = System.CommandLine.Command;
using DrDrills.Cli.Running;
using DrDrills.Errors;

namespace DrDrills.Cli.Verbs;

/// <summary><c>test</c>: the harness's own tests and the drills, in the local environment.</summary>
internal static class TestVerb
{
    public static Command Create(VerbContext context)
    {
        var command = new Command("test", "Runs the harness's own tests and the drills in the local environment; closes with 'N passed, N failed, N skipped'.");
        command.SetAction(async (_, cancellationToken) => (int)await RunAsync(context, cancellationToken).ConfigureAwait(false));
        return command;
    }

    // Gigabytes, whole fault matrices, comparisons of speed: run by name, and not counted as skipped here.
    private const string ByNameOnly = "TestCategory!=fault-matrix&TestCategory!=Large&TestCategory!=Benchmark";

    private static async Task<ExitCode> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var root = CloneRoot.Required(context);
        var results = Path.Combine(root.FullName, "artifacts", "test-results", Drills.RunIds.New(context.Time));
        using var forced = new CancellationTokenSource();
        using var asked = cancellationToken.Register(() => forced.CancelAfter(TimeSpan.FromSeconds(60)));
        var done = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments([
                "test", Path.Combine(root.FullName, "DrDrills.sln"), "--no-build", "-c", "Debug", "-nologo", "-m:1", "-nodeReuse:false",
                "--settings", Path.Combine(root.FullName, "runsettings", "local.runsettings"),
                "--filter", ByNameOnly,
                "--logger", "trx", "--results-directory", results,
            ])
            .WithWorkingDirectory(root.FullName)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(context.Screen.Say))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(context.Screen.Say))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(forced.Token, cancellationToken)
            .ConfigureAwait(false);

        var tests = TrxFile.ReadAll(results);
        var passed = tests.Count(test => test.Outcome == "Passed");
        var skipped = tests.Count(test => test.Outcome is "NotExecuted" or "Inconclusive");
        var failed = tests.Count - passed - skipped;
        context.Screen.Say($"{passed} passed, {failed} failed, {skipped} skipped");
        return tests.Count == 0 || (done.ExitCode != 0 && failed == 0) ? ExitCode.Internal
            : failed > 0 ? ExitCode.VerificationFailed
            : ExitCode.Passed;
    }
}
