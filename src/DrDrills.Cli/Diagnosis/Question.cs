using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace DrDrills.Cli.Diagnosis;

/// <summary>Asks a program of this machine one short question.</summary>
internal static class Question
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(15);

    /// <summary>The trimmed answer, or null where the program is missing, fails or does not answer within 15 seconds.</summary>
    public static async Task<string?> AskAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_limit);
        try
        {
            var answer = await CliWrap.Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(bound.Token).ConfigureAwait(false);
            return answer.ExitCode == 0 ? answer.StandardOutput.Trim() : null;
        }
        catch (Exception e) when (e is Win32Exception || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
