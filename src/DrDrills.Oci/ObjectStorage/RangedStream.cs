using DrDrills.Backups;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>Objects one behind the other as one stream: several ranges are on their way at once, bytes come out in order.</summary>
/// <remarks>Holds as many buffers as there are connections, however long the objects are. A read may be cancelled and repeated without loss.</remarks>
internal sealed class RangedStream : ForwardStream
{
    private readonly RangeReader _reader;
    private readonly IEnumerator<ObjectRange> _ranges;
    private readonly Queue<(ObjectRange Range, Task<byte[]> Content)> _onTheWay = new();
    private readonly Stack<byte[]> _free = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly ObjectStorageOptions _options;
    private readonly IReadOnlyList<ObjectSums> _sums;
    private int _at;
    private int _object;

    public RangedStream(RangeReader reader, ObjectStorageOptions options, IReadOnlyList<ObjectSums> sums)
    {
        _reader = reader;
        _options = options;
        _sums = sums;
        _ranges = ObjectRange.Of(sums.Select(one => one.Object), options.RangeBytes).GetEnumerator();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        AskForMore();
        if (buffer.Length == 0 || !_onTheWay.TryPeek(out var first))
        {
            return 0;
        }

        var content = await first.Content.WaitAsync(cancellationToken).ConfigureAwait(false);
        var read = Math.Min(buffer.Length, first.Range.Length - _at);
        content.AsMemory(_at, read).CopyTo(buffer);
        Sum(first.Range.Object, content.AsSpan(_at, read));
        _at += read;
        if (_at == first.Range.Length)
        {
            _at = 0;
            _onTheWay.Dequeue();
            _free.Push(content);
            AskForMore();
        }

        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        foreach (var (_, content) in _onTheWay)
        {
            await content.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        }

        _onTheWay.Clear();
        _ranges.Dispose();
        _disposed.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private void Sum(ArchivedObject one, ReadOnlySpan<byte> bytes)
    {
        while (_sums[_object].Object != one)
        {
            _object++;
        }

        _sums[_object].Add(bytes);
    }

    private void AskForMore()
    {
        while (_onTheWay.Count < Math.Max(1, _options.Connections) && _ranges.MoveNext())
        {
            var range = _ranges.Current;
            var buffer = _free.TryPop(out var used) ? used : new byte[_options.RangeBytes];
            _onTheWay.Enqueue((range, BringAsync(range, buffer)));
        }
    }

    private async Task<byte[]> BringAsync(ObjectRange range, byte[] buffer)
    {
        await _reader.ReadAsync(range, buffer, _disposed.Token).ConfigureAwait(false);
        return buffer;
    }
}
