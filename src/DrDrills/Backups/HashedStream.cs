using System.Security.Cryptography;

namespace DrDrills.Backups;

/// <summary>Passes another stream on, counting and hashing what is read; in constant memory.</summary>
/// <remarks>A read that its caller left behind (cancelled while it ran) is finished before the next one begins, so that nothing is counted twice or lost.</remarks>
public sealed class HashedStream : ForwardStream
{
    private readonly Stream _content;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private long _read;

    /// <summary>Owns <paramref name="content"/> from now on.</summary>
    public HashedStream(Stream content) => _content = content;

    /// <summary>What was read so far.</summary>
    public ByteCount Count => new(Interlocked.Read(ref _read));

    /// <summary>SHA-256 of what was read so far; to be asked while nobody reads.</summary>
    public Sha256Digest Digest => Sha256Digest.Parse(Convert.ToHexStringLower(_hash.GetCurrentHash()));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var read = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _hash.AppendData(buffer.Span[..read]);
            Interlocked.Add(ref _read, read);
            return read;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _hash.Dispose();
            _oneAtATime.Dispose();
        }

        base.Dispose(disposing);
    }
}
