using DrDrills.Cli.Output;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Reporting.Progress;

namespace DrDrills.Cli.Running;

/// <summary>One call of <c>run</c>: choose a target, run the drills, tell what came of them.</summary>
internal sealed class DrillSession(VerbContext context)
{
    private readonly DirectoryInfo _root = CloneRoot.Required(context);

    /// <summary>Runs the drills and returns the worst exit code over all of them.</summary>
    public async Task<ExitCode> RunAsync(
        string environment, string? filter, Shard? shard, DirectoryInfo? output, CancellationToken cancellationToken)
    {
        var runId = RunIds.New(context.Time);
        var folder = NewFolder(output?.FullName ?? Path.Combine(_root.FullName, "reports", "runs", runId));
        var chosen = await TargetChoice.MakeAsync(context.Screen, environment, cancellationToken).ConfigureAwait(false);
        context.Screen.Say($"Run {runId} in the {chosen} environment{(shard is null ? "" : $", shard {shard}")}; everything goes to {folder.Path}");

        var request = new DrillTestRequest
        {
            RunId = runId,
            Environment = chosen,
            Settings = Path.Combine(_root.FullName, "runsettings", chosen + ".runsettings"),
            Folder = folder,
            Filter = filter,
            Shard = shard,
        };
        await WatchAsync(request, cancellationToken).ConfigureAwait(false);
        return await new RunConclusion(context, _root).TellAsync([folder], folder, cancellationToken).ConfigureAwait(false);
    }

    private async Task WatchAsync(DrillTestRequest request, CancellationToken cancellationToken)
    {
        var tests = new DrillTests(_root, request).RunAsync(cancellationToken);
        await ProgressLoop.WatchAsync(context.Screen, context.Time, tests, new ProgressTail(request.Folder.Path).ReadNew).ConfigureAwait(false);
        await tests.ConfigureAwait(false);
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
