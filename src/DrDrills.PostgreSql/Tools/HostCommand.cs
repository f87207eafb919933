using System.ComponentModel;
using System.Text;
using CliWrap;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Tools;

/// <summary>Runs one program of this machine to its end, bounded, in an environment that carries nothing of the caller's PostgreSQL settings.</summary>
internal static class HostCommand
{
    public static async Task<ToolOutcome> RunAsync(
        IReadOnlyList<string> command,
        CancellationToken cancellationToken,
        TimeSpan? limit = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        Action<string>? onErrorLine = null,
        string? workingDirectory = null,
        TimeProvider? timeProvider = null)
    {
        var output = new StringBuilder();
        var errors = new LineTail(200);
        var bound = limit ?? TimeSpan.FromMinutes(1);
        using var overLimit = new CancellationTokenSource(bound, timeProvider ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token);
        try
        {
            var result = await Cli.Wrap(command[0])
                .WithArguments(command.Skip(1))
                .WithEnvironmentVariables(CleanEnvironment(environment))
                .WithWorkingDirectory(workingDirectory ?? "/")
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(line =>
                {
                    errors.Add(line);
                    onErrorLine?.Invoke(line);
                }))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(either.Token).ConfigureAwait(false);
            return new ToolOutcome(result.ExitCode, output.ToString(), errors.ToString());
        }
        catch (OperationCanceledException cause) when (overLimit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var name = Path.GetFileName(command[0]);
            throw new TargetNotReadyException(
                "DR3301",
                name,
                $"'{name}' was still running after its limit of {bound.TotalSeconds:0.#} s and was ended.",
                "Is it waiting for a lock, or is the limit too short for this amount of data?",
                errors.ToString(),
                cause);
        }
        catch (Win32Exception cause)
        {
            throw Missing(Path.GetFileName(command[0]), $"'{command[0]}' could not be started: {cause.Message}.", cause);
        }
    }

    /// <summary>Everything PostgreSQL's clients would silently take from the caller is removed; messages are English.</summary>
    public static IReadOnlyDictionary<string, string?> CleanEnvironment(IReadOnlyDictionary<string, string?>? additional)
    {
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal))
            .ToDictionary(name => name, _ => (string?)null);
        environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in additional ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }

        return environment;
    }

    public static EngineUnavailableException Missing(string program, string statement, Exception? cause = null) => new(
        "DR3101",
        program,
        statement,
        program is "setpriv" or "unshare" or "setsid"
            ? "Install it: apt-get install util-linux"
            : "Install PostgreSQL's programs: apt-get install postgresql postgresql-client\n"
              + $"Or name the directory that holds them in {HostTools.DirectoryVariable}.",
        cause: cause);
}
