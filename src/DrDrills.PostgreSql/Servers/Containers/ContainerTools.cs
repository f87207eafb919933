using System.Text;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Containers;

/// <summary>PostgreSQL's programs inside a server's container, where they are of the server's own version.</summary>
internal sealed class ContainerTools(
    ContainerEngine engine, string container, string user, DirectoryInfo workFolder, TimeProvider timeProvider) : IPostgresTools
{
    private const int NotFound = 127;
    private const int OverLimit = 124;
    private const int Killed = 137;

    public string Description => $"container {container}";

    public async Task<ToolOutcome> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        // What the harness fetched since the last program ran has to be readable for the container's user.
        await RunFolder.GiveToServerAsync([workFolder.FullName], true, cancellationToken).ConfigureAwait(false);
        var output = new StringBuilder();
        var errors = new LineTail(200);
        var environment = new Dictionary<string, string?>(invocation.Environment);
        environment.TryAdd("LC_ALL", "C.UTF-8");

        // The engine does not end a program when its client leaves: inside, "timeout" does, and a cancelled call sends the signal itself.
        // In the foreground it outlives and reaps the program: an orphan would fall to process 1, the server, which takes a killed child for a crash.
        var mark = $"drdrills-{Guid.NewGuid():N}";
        environment["DRDRILLS_CALL"] = mark;
        var seconds = invocation.Limit.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
        string[] command = ["timeout", "--foreground", "-s", "KILL", seconds, invocation.Program, .. invocation.Arguments];
        var begin = timeProvider.GetTimestamp();
        int exitCode;
        using var unfed = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, unfed.Token);
        using var fed = invocation.Input is null ? null : new FedInput(invocation.Input, unfed);
        try
        {
            exitCode = await FedAsync(
                fed,
                command,
                whole => engine.ExecAsync(
                    container, whole, environment, user,
                    invocation.OnOutputLine ?? (line => output.Append(line).Append('\n')),
                    line =>
                    {
                        errors.Add(line);
                        invocation.OnErrorLine?.Invoke(line);
                    },
                    either.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(mark).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            fed?.ThrowIfFailed();
            throw;
        }

        if (exitCode is OverLimit or Killed && timeProvider.GetElapsedTime(begin) >= invocation.Limit)
        {
            throw new TargetNotReadyException(
                "DR3301",
                invocation.Program,
                $"'{invocation.Program}' was still running in {Description} after its limit of {invocation.Limit.TotalSeconds:0.#} s and was ended.",
                "Is it waiting for a lock, or is the limit too short for this amount of data?",
                errors.ToString());
        }

        return exitCode != NotFound ? new ToolOutcome(exitCode, output.ToString(), errors.ToString()) : throw new EngineUnavailableException(
            "DR3101",
            invocation.Program,
            $"'{invocation.Program}' was not found in {Description}.",
            $"Name an image that has it in {PostgresTargetOptions.ImageVariable}.",
            errors.ToString());
    }

    /// <summary>The engine would pass standard input only over a connection that is no longer HTTP; a pipe in the shared folder does as well.</summary>
    private async Task<int> FedAsync(Stream? input, string[] command, Func<string[], Task<int>> run)
    {
        if (input is null)
        {
            return await run(command).ConfigureAwait(false);
        }

        var pipe = InputPipe.Create(workFolder);
        await using var _ = pipe.ConfigureAwait(false);
        pipe.Feed(input);
        var exitCode = await run(["sh", "-c", "exec \"$@\" <\"$0\"", pipe.Path, .. command]).ConfigureAwait(false);
        await pipe.EndAsync().ConfigureAwait(false);
        return exitCode;
    }

    /// <summary>Ends the program of a call that nobody waits for any more, told by a mark in its environment.</summary>
    private async Task EndAsync(string mark)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10), timeProvider);
        var script = "for p in /proc/[0-9]*; do tr '\\0' '\\n' 2>/dev/null <$p/environ | grep -qx DRDRILLS_CALL=" + mark
            + " && [ \"$(cat $p/comm)\" != timeout ] && kill -9 ${p#/proc/} 2>/dev/null; done; true";
        try
        {
            await engine.ExecAsync(
                container, ["bash", "-c", script], new Dictionary<string, string?>(), user, _ => { }, _ => { }, bound.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // The container itself is gone or going: so is the program.
        }
    }
}
