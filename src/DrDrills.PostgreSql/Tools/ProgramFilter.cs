using System.IO.Pipelines;
using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Tools;

/// <summary>What a program of this machine makes of a stream, read while it makes it; nothing of it is laid down anywhere.</summary>
/// <remarks>
/// The read that would find the end throws where the program's input failed, or what was made of its ending. Where both are wrong it is the input:
/// a program chokes on what came damaged out of the one before it. Disposing of it ends the program.
/// </remarks>
internal sealed class ProgramFilter : ForwardStream
{
    private const int MostAhead = 1 << 20;

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: MostAhead, resumeWriterThreshold: MostAhead / 2, useSynchronizationContext: false));
    private readonly CancellationTokenSource _given = new();
    private readonly Stream _made;
    private readonly Stream _input;
    private readonly Task _run;
    private bool _disposed;

    private ProgramFilter(ProgramRun run, Stream input, Func<ToolOutcome, DrillException?> judge)
    {
        _input = input;
        _made = _pipe.Reader.AsStream(leaveOpen: true);
        _run = Task.Run(() => RunAsync(run, judge));
    }

    /// <summary>Starts a program.</summary>
    /// <param name="run">The program.</param>
    /// <param name="input">Fed to it; owned from now on.</param>
    /// <param name="judge">What is wrong with how it ended, or null.</param>
    public static ProgramFilter Start(ProgramRun run, Stream input, Func<ToolOutcome, DrillException?> judge) => new(run, input, judge);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _made.ReadAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await _given.CancelAsync().ConfigureAwait(false);
            await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await _run.ConfigureAwait(false);
            await _input.DisposeAsync().ConfigureAwait(false);
            _given.Dispose();
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _given.Cancel();
            _pipe.Reader.Complete();
            _run.GetAwaiter().GetResult();
            _input.Dispose();
            _given.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task RunAsync(ProgramRun run, Func<ToolOutcome, DrillException?> judge)
    {
        Exception? failure = null;
        try
        {
            var output = _pipe.Writer.AsStream(leaveOpen: true);
            var outcome = await HostCommand.RunAsync(
                run.Command, _given.Token, run.Limit, run.Environment, input: _input, output: output, installHint: run.InstallHint).ConfigureAwait(false);
            failure = judge(outcome);
            if (failure is not null)
            {
                await _input.CopyToAsync(Stream.Null, _given.Token).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever it was, whoever reads is told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = failure is null || e is DrillException ? e : failure;
        }

        await _pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
    }
}
