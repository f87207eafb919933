using CliWrap;
using CliWrap.Buffered;

namespace DrDrills.Tests.Tools;

/// <summary>Runs shell commands as a reader of the documentation would.</summary>
internal static class Shell
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(1);

    public static async Task<(int ExitCode, string Output)> RunAsync(string commands, DirectoryInfo folder)
    {
        using var limit = new CancellationTokenSource(_limit);
        var run = await CliWrap.Cli.Wrap("sh")
            .WithArguments(["-e", "-c", commands])
            .WithWorkingDirectory(folder.FullName)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(limit.Token);
        return (run.ExitCode, run.StandardOutput + run.StandardError);
    }
}
