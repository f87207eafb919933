using System.Runtime.InteropServices;
using DrDrills.Benchmarks;
using DrDrills.Errors;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
// What ends a whole group of processes, as 'timeout' does, ends this one beside the one that started it.
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, ended =>
{
    ended.Cancel = true;
    stop.Cancel();
});
try
{
    return (int)await new BenchSession(BenchOptions.Parse(args), Console.Out, Console.Error.WriteLine).RunAsync(stop.Token).ConfigureAwait(false);
}
catch (OperationCanceledException)
{
    return (int)ExitCode.Cancelled;
}
catch (DrillException failure)
{
    await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
    return (int)failure.ExitCode;
}
