using System.Text;
using System.Text.Json;
using CliWrap;
using DrDrills.Errors;

namespace DrDrills.Cli.Running;

/// <summary>The drills of <c>steps/</c>, run by <c>dotnet test</c> in a process of their own.</summary>
/// <param name="root">The clone.</param>
/// <param name="request">What is wanted.</param>
internal sealed class DrillTests(DirectoryInfo root, DrillTestRequest request)
{
    // What a cancelled test host has to dispose of its copies, before it is ended.
    private static readonly TimeSpan _disposalLimit = TimeSpan.FromSeconds(60);

    private string Assembly => Path.Combine(root.FullName, "artifacts", "bin", "DrDrills.Steps", "debug", "DrDrills.Steps.dll");

    /// <summary>Runs them; ends when the test host does.</summary>
    /// <returns>The test host's exit code: 0, or 1 for anything not green.</returns>
    /// <exception cref="EngineUnavailableException">The drills are not built.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Assembly))
        {
            throw new EngineUnavailableException(
                "DR3114", "drills", $"The drills are not built: '{Assembly}' is missing.", "run 'dotnet build DrDrills.sln', or use ./drdrills.");
        }

        Directory.CreateDirectory(request.Folder.TestResults);
        await File.WriteAllTextAsync(
            request.Folder.AllureConfig,
            JsonSerializer.Serialize(new { allure = new { directory = request.Folder.AllureResults } }),
            cancellationToken).ConfigureAwait(false);
        var condition = request.Shard is null
            ? request.Condition
            : await ShardConditionAsync(request.Shard, cancellationToken).ConfigureAwait(false);
        using var forced = new CancellationTokenSource();
        using var asked = cancellationToken.Register(() => forced.CancelAfter(_disposalLimit));
        var done = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments(arguments =>
            {
                arguments.Add("test").Add(Assembly)
                    .Add("--settings").Add(request.Settings)
                    .Add("--results-directory").Add(request.Folder.TestResults)
                    .Add("--logger").Add("trx;LogFileName=drills.trx")
                    .Add("--logger").Add("console;verbosity=normal");
                if (condition is not null)
                {
                    arguments.Add("--").Add("NUnit.Where=" + condition);
                }
            })
            .WithWorkingDirectory(root.FullName)
            .WithEnvironmentVariables(variables => variables
                .Set("DRDRILLS_ENVIRONMENT", request.Environment)
                .Set("DRDRILLS_OUT", request.Folder.Path)
                .Set("DRDRILLS_RUN_ID", request.RunId)
                .Set("DRDRILLS_ALLOW_EGRESS", request.AllowEgress ? "true" : "false")
                .Set("DRDRILLS_CONFIGURATION", request.Configuration)
                .Set("ALLURE_CONFIG", request.Folder.AllureConfig))
            .WithStandardOutputPipe(PipeTarget.ToFile(request.Folder.TestLog))
            .WithStandardErrorPipe(PipeTarget.ToFile(request.Folder.TestErrors))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(forced.Token, cancellationToken)
            .ConfigureAwait(false);
        return done.ExitCode;
    }

    /// <summary>The condition with this shard's scenarios by name.</summary>
    /// <exception cref="ConfigurationInvalidException">No scenario is left.</exception>
    private async Task<string> ShardConditionAsync(Shard shard, CancellationToken cancellationToken)
    {
        var list = Path.Combine(request.Folder.TestResults, "scenarios.txt");
        var output = new StringBuilder();
        var done = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments(["vstest", Assembly, "--ListFullyQualifiedTests", "--ListTestsTargetPath:" + list])
            .WithWorkingDirectory(root.FullName)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellationToken)
            .ConfigureAwait(false);
        if (done.ExitCode != 0 || !File.Exists(list))
        {
            throw new EngineUnavailableException(
                "DR3115", "drills", "The scenarios could not be listed, so they cannot be split into shards.", "run without --shard.", output.ToString());
        }

        var scenarios = (await File.ReadAllLinesAsync(list, cancellationToken).ConfigureAwait(false))
            .Select(Scenario).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Where(shard.Holds).ToList();
        return scenarios.Count > 0
            ? WithNames(request.Condition, scenarios)
            : throw new ConfigurationInvalidException(
                "The command line", [$"Shard {shard} holds no scenario: there are too few for so many shards."]);
    }

    /// <summary>The method's full name without an outline row's arguments.</summary>
    internal static string Scenario(string test) => test.Split('(', 2)[0].Trim();

    /// <summary>A condition that holds those scenarios with all their rows, and no other whose name merely begins alike.</summary>
    internal static string WithNames(string? condition, IReadOnlyList<string> scenarios)
    {
        var names = string.Join(" or ", scenarios.Select(name =>
        {
            var dot = name.LastIndexOf('.');
            return $"(class == {TagExpression.Quote(name[..dot])} and method == {TagExpression.Quote(name[(dot + 1)..])})";
        }));
        return condition is null ? names : $"({condition}) and ({names})";
    }
}
