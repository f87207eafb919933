using System.Globalization;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers.Containers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers;

/// <summary>
/// Removes what killed runs left on this machine: containers, clusters, work folders with what is mounted in them, loop devices, and servers
/// that nobody watches any more. Also cluster templates that nobody used for long, which no run left and so nothing is said of.
/// </summary>
/// <remarks>
/// Everything that a run makes names its owner, a process. What belongs to a living process is not touched, nor what belongs to one that cannot
/// be seen from here (another container, another user). Databases on a remote server need its secret and are not looked for.
/// </remarks>
/// <param name="options">Names the run root; null takes the defaults.</param>
/// <param name="timeProvider">The clock of all limits; null takes the system's.</param>
public sealed class Sweep(PostgresTargetOptions? options = null, TimeProvider? timeProvider = null)
{
    private static readonly TimeSpan EngineLimit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _root = (options ?? new PostgresTargetOptions()).RunRoot;
    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;

    /// <summary>Sweeps. Safe to repeat, and to do while other runs are under way.</summary>
    /// <returns>What was found, and whether it is gone; empty where no killed run left anything.</returns>
    public async Task<IReadOnlyList<Leftover>> SweepAsync(CancellationToken cancellationToken)
    {
        var found = new List<Leftover>();
        await SweepContainersAsync(found, cancellationToken).ConfigureAwait(false);
        foreach (var folder in _root.Exists ? _root.EnumerateDirectories().ToList() : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (RunOwner.ReadFrom(folder) is { } owner && owner.IsAlive() == false)
            {
                await SweepFolderAsync(folder, owner, found, cancellationToken).ConfigureAwait(false);
            }
        }

        ClusterTemplate.RemoveUnused(_root, _timeProvider.GetUtcNow());
        await SweepProcessesAsync(found, cancellationToken).ConfigureAwait(false);
        return found;
    }

    private async Task SweepContainersAsync(List<Leftover> found, CancellationToken cancellationToken)
    {
        using var engine = ContainerEngine.Find().Engine;
        if (engine is null)
        {
            return;
        }

        using var overLimit = new CancellationTokenSource(EngineLimit, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token);
        try
        {
            foreach (var container in await engine.ContainersAsync(ContainerLabels.OfThisUser, either.Token).ConfigureAwait(false))
            {
                var labels = container["Labels"];
                if (RunOwner.Parse((string?)labels?[ContainerLabels.Owner]) is { } owner && owner.IsAlive() == false)
                {
                    var gone = await engine.RemoveAsync((string)container["Id"]!, either.Token).ConfigureAwait(false);
                    var name = ((string?)container["Names"]?.AsArray().FirstOrDefault() ?? (string)container["Id"]!).TrimStart('/');
                    found.Add(new Leftover("container", name, owner.RunId, gone));
                }
            }
        }
        catch (Exception silent) when (silent is EngineUnavailableException or HttpRequestException
            || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // An engine that does not answer has nothing running that could be asked for; the choice of the target says so.
        }
    }

    private async Task SweepFolderAsync(
        DirectoryInfo folder, RunOwner owner, List<Leftover> found, CancellationToken cancellationToken)
    {
        // The restored server could write into the folder, so its own word on what else to remove counts for our sockets only.
        var sockets = new DirectoryInfo(Path.Combine(RunRoot.ShortSockets.FullName, folder.Name[^Math.Min(6, folder.Name.Length)..]));
        var hasSockets = owner.AlsoRemove.Contains(sockets.FullName);
        string[] folders = hasSockets ? [folder.FullName, sockets.FullName] : [folder.FullName];
        var left = await LocalPostmaster.EndAllInAsync(folders, _timeProvider, cancellationToken).ConfigureAwait(false);
        var (mounts, clear) = await FolderMounts.RemoveBelowAsync(folder, owner.RunId, _timeProvider, cancellationToken).ConfigureAwait(false);
        found.AddRange(mounts);
        var gone = clear && RunFolder.Remove(folder) & (!hasSockets || RunFolder.Remove(sockets));
        found.Add(new Leftover("folder", folder.FullName, owner.RunId, gone && left == 0));
    }

    /// <summary>Servers of ours whose folder somebody removed from under them.</summary>
    private async Task SweepProcessesAsync(List<Leftover> found, CancellationToken cancellationToken)
    {
        var strays = ProcessTable.ServersBelow(_root.FullName).Where(server => !Directory.Exists(server.Folder)).ToList();
        foreach (var (process, _) in strays)
        {
            ProcessTable.Signal(process, ProcessTable.Kill);
        }

        var begin = _timeProvider.GetTimestamp();
        while (strays.Exists(server => RunProcess.StartOf(server.ProcessId) is not null)
            && _timeProvider.GetElapsedTime(begin) < TimeSpan.FromSeconds(5))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), _timeProvider, cancellationToken).ConfigureAwait(false);
        }

        found.AddRange(strays.Select(server => new Leftover(
            "process", server.ProcessId.ToString(CultureInfo.InvariantCulture), "", RunProcess.StartOf(server.ProcessId) is null)));
    }
}
