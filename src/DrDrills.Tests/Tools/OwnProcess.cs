using CliWrap;
using CliWrap.Buffered;
using NUnit.Framework;

namespace DrDrills.Tests.Tools;

/// <summary>Runs one test again in a process that runs nothing else: what the whole process holds is then that test's.</summary>
internal static class OwnProcess
{
    private const string Marker = "DRDRILLS_TEST_RUNS_ALONE";

    /// <summary>Whether this process was started by <see cref="RunAsync"/>.</summary>
    public static bool IsThisOne => Environment.GetEnvironmentVariable(Marker) is not null;

    /// <summary>Runs the test that is running now in a process of its own, shows what it wrote, and fails as it failed there.</summary>
    /// <param name="cancellationToken">Ends the process too.</param>
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var results = Directory.CreateTempSubdirectory("drdrills-alone-");
        try
        {
            var run = await CliWrap.Cli.Wrap("dotnet")
                .WithArguments([
                    "vstest", typeof(OwnProcess).Assembly.Location, $"--ResultsDirectory:{results.FullName}", "--logger:console;verbosity=detailed",
                    "--", "NUnit.ExplicitMode=Relaxed", $"NUnit.Where=test == '{TestContext.CurrentContext.Test.FullName}'",
                ])
                .WithEnvironmentVariables(variables => variables.Set(Marker, "1"))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellationToken);
            await TestContext.Out.WriteLineAsync(run.StandardOutput);
            Assert.That(run.ExitCode, Is.Zero, run.StandardOutput + run.StandardError);
            Assert.That(run.StandardOutput, Does.Match(@"Passed: 1\b"), "One test was to run there.");
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }
}
