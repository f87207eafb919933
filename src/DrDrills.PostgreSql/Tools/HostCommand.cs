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
        TimeProvider? timeProvider = null,
        Stream? input = null,
        Action<string>? onOutputLine = null,
        Stream? output = null,
        string? installHint = null)
    {
        var text = new StringBuilder();
        var errors = new LineTail(200);
        var bound = limit ?? TimeSpan.FromMinutes(1);
        using var overLimit = new CancellationTokenSource(bound, timeProvider ?? TimeProvider.System);
        using var unfed = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token, unfed.Token);
        using var fed = input is null ? null : new FedInput(input, unfed);
        try
        {
            var result = await Cli.Wrap(command[0])
                .WithArguments(command.Skip(1))
                .WithEnvironmentVariables(CleanEnvironment(environment))
                .WithWorkingDirectory(workingDirectory ?? "/")
                .WithStandardInputPipe(input is null ? PipeSource.Null : PipeSource.FromStream(fed!))
                .WithStandardOutputPipe(output is not null ? PipeTarget.ToStream(output)
                    : onOutputLine is not null ? PipeTarget.ToDelegate(onOutputLine)
                    : PipeTarget.ToStringBuilder(text))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(line =>
                {
                    errors.Add(line);
                    onErrorLine?.Invoke(line);
                }))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(any.Token).ConfigureAwait(false);
            return new ToolOutcome(result.ExitCode, text.ToString(), errors.ToString());
        }
        catch (OperationCanceledException) when (unfed.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            fed?.ThrowIfFailed();
            throw;
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
            throw installHint is not null
                ? MissingProgram.Of(command[0], cause, installHint)
                : Missing(Path.GetFileName(command[0]), $"'{command[0]}' could not be started: {cause.Message}.", cause);
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
