using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Reads a stream, keeps its head for reading again, and passes the rest on once.</summary>
/// <remarks>A read that its caller left behind is finished before the next one begins.</remarks>
internal sealed class ReplayableHead(Stream content) : ForwardStream
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly MemoryStream _kept = new();
    private long _at;
    private Beyond _beyond = Beyond.Keep;

    private enum Beyond
    {
        Keep,
        End,
        Pass,
    }

    /// <summary>Begins again, for a program that needs nothing but what was kept.</summary>
    public Task RewindToHeadAsync(CancellationToken cancellationToken) => RewindAsync(Beyond.End, cancellationToken);

    /// <summary>Begins again, for the one program that reads all; what lies beyond the head is not kept.</summary>
    public Task RewindToAllAsync(CancellationToken cancellationToken) => RewindAsync(Beyond.Pass, cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_at < _kept.Length)
            {
                _kept.Position = _at;
                var again = _kept.Read(buffer.Span);
                _at += again;
                return again;
            }

            if (_beyond == Beyond.End)
            {
                return 0;
            }

            var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (_beyond == Beyond.Keep)
            {
                _kept.Position = _at;
                _kept.Write(buffer.Span[..read]);
                _at += read;
            }

            return read;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task RewindAsync(Beyond beyond, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        _at = 0;
        _beyond = beyond;
        _oneAtATime.Release();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _kept.Dispose();
            _oneAtATime.Dispose();
        }

        base.Dispose(disposing);
    }
}
