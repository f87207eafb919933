using System.ComponentModel;
using System.Text;
using CliWrap;
using DrDrills.Errors;
using DrDrills.Objectives;

namespace DrDrills.Oci.Tools;

/// <summary>Runs one program of this machine to its end, bounded; messages are English.</summary>
internal static class HostProgram
{
    private const int MostErrorCharacters = 4000;

    /// <summary>Runs it.</summary>
    /// <param name="program">Its name; found where the system keeps programs, those of the administrator too.</param>
    /// <param name="arguments">No secrets: every user of the machine can read them.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EngineUnavailableException">The program is not installed (DR4231).</exception>
    /// <exception cref="TargetNotReadyException">The limit is over; the program was ended (DR4232).</exception>
    public static async Task<HostProgramOutcome> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        var (output, errors) = (new StringBuilder(), new StringBuilder());
        using var overLimit = new CancellationTokenSource(limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overLimit.Token);
        try
        {
            var result = await Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory("/")
                .WithEnvironmentVariables(variables => variables
                    .Set("LC_ALL", "C.UTF-8")
                    .Set("PATH", $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin"))
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(line =>
                {
                    if (errors.Length < MostErrorCharacters)
                    {
                        errors.Append(line).Append('\n');
                    }
                }))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(either.Token).ConfigureAwait(false);
            return new HostProgramOutcome(result.ExitCode, output.ToString(), errors.ToString());
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TargetNotReadyException(
                "DR4232",
                program,
                $"'{program}' was still running after its limit of {DurationText.Format(limit)} and was ended.",
                "does the device answer, or is there more to copy than planned?",
                errors.ToString(),
                cause);
        }
        catch (Win32Exception cause)
        {
            throw new EngineUnavailableException(
                "DR4231",
                program,
                $"'{program}' could not be started: {cause.Message}.",
                $"install it: apt-get install {(program == "debugfs" ? "e2fsprogs" : "util-linux findutils")}",
                cause: cause);
        }
    }
}
