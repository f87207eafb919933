using DrDrills.Cli.Output;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.Reporting.Progress;

namespace DrDrills.Cli.Running;

/// <summary>One call of <c>run</c>: choose a target, run the drills, tell what came of them.</summary>
internal sealed class DrillSession(VerbContext context)
{
    private static readonly TimeSpan _sweepLimit = TimeSpan.FromSeconds(60);
    private const string Tenancy = "oci";

    private readonly DirectoryInfo _root = CloneRoot.Required(context);

    /// <summary>Runs the drills and returns the worst exit code over all of them.</summary>
    public async Task<ExitCode> RunAsync(
        string environment, string? condition, Shard? shard, bool allowEgress, DirectoryInfo? output, CancellationToken cancellationToken)
    {
        var runId = RunIds.New(context.Time);
        var folder = NewFolder(output?.FullName ?? Path.Combine(_root.FullName, "reports", "runs", runId));
        var configuration = environment == Tenancy ? ConfigurationWithTenancy() : null;
        var chosen = configuration is not null
            ? Tenancy
            : await TargetChoice.MakeAsync(context.Screen, environment, cancellationToken).ConfigureAwait(false);
        context.Screen.Say($"Run {runId} in the {chosen} environment{(shard is null ? "" : $", shard {shard}")}; everything goes to {folder.Path}");

        var request = new DrillTestRequest
        {
            RunId = runId,
            Environment = chosen,
            Settings = Path.Combine(_root.FullName, "runsettings", chosen + ".runsettings"),
            Folder = folder,
            Condition = configuration is null ? condition : OfProvider(condition),
            Shard = shard,
            AllowEgress = allowEgress,
            Configuration = configuration,
        };
        var hostCode = await WatchAsync(request, cancellationToken).ConfigureAwait(false);
        if (TrxFile.ReadAll(folder.TestResults).Count == 0)
        {
            return NothingRan(folder, hostCode, condition is not null);
        }

        return await new RunConclusion(context, _root).TellAsync([folder], folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Only scenarios that work with real backups and injure nothing.</summary>
    internal static string OfProvider(string? condition) =>
        $"{TagExpression.ToCondition("@provider and not @negative-control")}{(condition is null ? "" : $" and ({condition})")}";

    /// <summary>The configuration, read once here so that its mistakes are told before anything is started.</summary>
    private static string ConfigurationWithTenancy()
    {
        var file = Path.GetFullPath(DrDrillsConfiguration.FileName);
        return ConfigurationReader.ReadFile(file) is { Oci: not null } configuration && configuration.Systems.Any(system => system.Oci is not null)
            ? file
            : throw new ConfigurationInvalidException(
                "The configuration", [$"--environment oci needs a tenancy ('oci') and a system with sources there ('systems[].oci') in '{file}'."]);
    }

    private async Task<int> WatchAsync(DrillTestRequest request, CancellationToken cancellationToken)
    {
        var tests = new DrillTests(_root, request).RunAsync(cancellationToken);
        await ProgressLoop.WatchAsync(context.Screen, context.Time, tests, new ProgressTail(request.Folder.Path).ReadNew).ConfigureAwait(false);
        try
        {
            return await tests.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await SweepAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A test host that was cancelled may have ended before it disposed of its copies. Bounded, and not under the caller's token.</summary>
    private async Task SweepAsync()
    {
        using var bound = new CancellationTokenSource(_sweepLimit);
        foreach (var leftover in await new Sweep().SweepAsync(bound.Token).ConfigureAwait(false))
        {
            context.Screen.Say(leftover.ToString());
        }
    }

    private ExitCode NothingRan(RunFolder folder, int hostCode, bool filtered)
    {
        if (hostCode == 0 && filtered)
        {
            throw new ConfigurationInvalidException("The command line", ["--tags (and --shard) leave no scenario; the tags are in features/README.md."]);
        }

        context.Screen.Say($"DR0002 The test host ended with exit code {hostCode} before any drill ran. The end of {folder.TestLog}:");
        foreach (var line in folder.EndOfLog())
        {
            context.Screen.Say("    " + line);
        }

        return ExitCode.Internal;
    }

    private static RunFolder NewFolder(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new ConfigurationInvalidException("The command line", [$"--out '{path}' is not empty; a run never writes over another."]);
        }

        Directory.CreateDirectory(path);
        return new RunFolder(Path.GetFullPath(path));
    }
}
