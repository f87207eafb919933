using System.Runtime.ExceptionServices;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Tools;

/// <summary>A program's input that ends the program when it fails: not every program ends by itself where its input breaks off.</summary>
internal sealed class FedInput(Stream input, CancellationTokenSource program) : ForwardStream
{
    private ExceptionDispatchInfo? _failure;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _failure ??= ExceptionDispatchInfo.Capture(failure);
            await program.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Throws what reading threw, if it did.</summary>
    public void ThrowIfFailed() => _failure?.Throw();
}
