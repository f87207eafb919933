using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>A decrypted stream together with what it was told its key by; both go together.</summary>
/// <param name="content">Owned from now on.</param>
/// <param name="close">What is done once the program has ended.</param>
internal sealed class KeyedStream(Stream content, Func<ValueTask> close) : ForwardStream
{
    private bool _disposed;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        content.ReadAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await content.DisposeAsync().ConfigureAwait(false);
            await close().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            content.Dispose();
            close().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }
}
