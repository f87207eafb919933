using System.Globalization;
using CliWrap;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>One <c>postgres</c> process of ours and the processes it made.</summary>
internal sealed class LocalPostmaster
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CommandTask<CommandResult> _process;
    private readonly string[] _folders;

    private LocalPostmaster(CommandTask<CommandResult> process, string[] folders)
    {
        _process = process;
        _folders = folders;
        Ended = process.Task;
    }

    /// <summary>Completes when the server ended, whoever ended it.</summary>
    public Task<CommandResult> Ended { get; }

    /// <summary>The server's process id: setsid, unshare and setpriv all become the program that they start.</summary>
    public int ProcessId => _process.ProcessId;

    /// <summary>Starts the server; returns at once.</summary>
    public static LocalPostmaster Start(
        IReadOnlyList<string> command, string logFile, string workingDirectory, IReadOnlyDictionary<string, string?> environment,
        params string[] folders)
    {
        // The shell only opens the log, which has to outlive this process, and then becomes the server. A session of its own keeps the
        // terminal's Ctrl+C away from it.
        var process = Cli.Wrap("/bin/sh")
            .WithArguments(["-c", "log=$1; shift; exec setsid \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logFile, .. command])
            .WithWorkingDirectory(workingDirectory)
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(CancellationToken.None);
        return new LocalPostmaster(process, folders);
    }

    /// <summary>Stops it at once, then makes sure that none of its processes is left.</summary>
    /// <returns>What was done and seen, one line each; and whether all are gone.</returns>
    public async Task<(bool Gone, string Proof)> StopAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (!Ended.IsCompleted)
        {
            ProcessTable.Signal(ProcessId, ProcessTable.Quit);
            await Task.WhenAny(Ended, Task.Delay(Patience, timeProvider, cancellationToken)).ConfigureAwait(false);
        }

        if (!Ended.IsCompleted)
        {
            ProcessTable.Signal(ProcessId, ProcessTable.Kill);
            await Task.WhenAny(Ended, Task.Delay(Patience, timeProvider, cancellationToken)).ConfigureAwait(false);
        }

        var left = await EndAllInAsync(_folders, timeProvider, cancellationToken).ConfigureAwait(false);
        var gone = Ended.IsCompleted && left == 0;
        var process = ProcessId.ToString(CultureInfo.InvariantCulture);
        return (gone, gone
            ? $"process {process} ended and no process works in its folders"
            : $"process {process} or {left} of its children still run");
    }

    /// <summary>Kills every process that works in the folders and waits until they are gone.</summary>
    /// <returns>How many are left.</returns>
    public static async Task<int> EndAllInAsync(
        IReadOnlyList<string> folders, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetTimestamp();
        while (true)
        {
            var left = ProcessTable.In(folders);
            if (left.Count == 0 || timeProvider.GetElapsedTime(begin) > Patience)
            {
                return left.Count;
            }

            // Children of an ending postmaster leave by themselves within moments; those that do not are killed.
            if (timeProvider.GetElapsedTime(begin) > TimeSpan.FromMilliseconds(500))
            {
                foreach (var process in left)
                {
                    ProcessTable.Signal(process, ProcessTable.Kill);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
