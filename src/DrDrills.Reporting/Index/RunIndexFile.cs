using System.Security.Cryptography;
using DrDrills.Backups;

namespace DrDrills.Reporting.Index;

/// <summary>One file of a run, with digests of its blocks, so that a change can be narrowed down to a range of bytes.</summary>
/// <param name="Path">Relative to the run's folder, with forward slashes.</param>
/// <param name="SizeBytes">Exact size.</param>
/// <param name="Sha256">SHA-256 of its content, hexadecimal.</param>
/// <param name="BlockSha256">SHA-256 of each <see cref="BlockBytes"/> of a file that is longer than that, in order; empty otherwise.</param>
public sealed record RunIndexFile(string Path, long SizeBytes, string Sha256, IReadOnlyList<string> BlockSha256)
{
    /// <summary>Length of a block, in bytes; the last one may be shorter.</summary>
    public const int BlockBytes = 64 * 1024;

    /// <summary>Reads and hashes one file, in constant memory.</summary>
    /// <param name="path">Its name in the index.</param>
    /// <param name="content">Its bytes, from the start.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async Task<RunIndexFile> OfAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var blocks = new List<string>();
        var buffer = new byte[BlockBytes];
        long size = 0;
        int read;
        while ((read = await content.ReadAtLeastAsync(buffer, BlockBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0)
        {
            size += read;
            whole.AppendData(buffer, 0, read);
            blocks.Add(Sha256Digest.Of(buffer.AsSpan(0, read)).Hex);
        }

        return new RunIndexFile(path, size, Convert.ToHexStringLower(whole.GetHashAndReset()), size > BlockBytes ? blocks : []);
    }

    /// <summary>What has changed, or null where the file is as it was.</summary>
    /// <param name="now">The file as it is now.</param>
    public string? DifferenceTo(RunIndexFile now)
    {
        ArgumentNullException.ThrowIfNull(now);
        if (now.Sha256 == Sha256 && now.SizeBytes == SizeBytes)
        {
            return null;
        }

        var block = BlockSha256.Zip(now.BlockSha256).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = (long)block * BlockBytes;
        var to = Math.Min(Math.Max(SizeBytes, now.SizeBytes), from + BlockBytes);
        return $"{Path}: differs within bytes {from} to {to}; expected {SizeBytes} bytes, SHA-256 {Sha256}; observed {now.SizeBytes} bytes, SHA-256 {now.Sha256}";
    }
}
