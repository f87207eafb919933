using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using DrDrills.Verification;
using Oci.ObjectstorageService.Responses;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>One object's checksums as its bytes flow, against those that the service keeps of it.</summary>
/// <remarks>An object that was put together of parts has no MD5 of its own; the manifest's hash of the whole file stands for it.</remarks>
internal sealed class ObjectSums : IDisposable
{
    private readonly string? _expectedMd5;
    private readonly string? _expectedSha256;
    private readonly IncrementalHash? _md5;
    private readonly IncrementalHash? _sha256;

    [SuppressMessage("Security", "CA5351", Justification = "MD5 is the checksum that Object Storage keeps of every object.")]
    public ObjectSums(ArchivedObject one, HeadObjectResponse head)
    {
        Object = one;
        (_expectedMd5, _expectedSha256) = (head.ContentMd5, head.OpcContentSha256);
        _md5 = _expectedMd5 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        _sha256 = _expectedSha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    }

    public ArchivedObject Object { get; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _md5?.AppendData(bytes);
        _sha256?.AppendData(bytes);
    }

    /// <summary>What is wrong once all bytes have flowed; null where nothing is, or where the service keeps no checksum.</summary>
    public Finding? Look() => Compare("MD5", _expectedMd5, _md5) ?? Compare("SHA-256", _expectedSha256, _sha256);

    public void Dispose()
    {
        _md5?.Dispose();
        _sha256?.Dispose();
    }

    private Finding? Compare(string algorithm, string? expected, IncrementalHash? hash)
    {
        if (hash is null || expected is null)
        {
            return null;
        }

        var observed = Convert.ToBase64String(hash.GetCurrentHash());
        return observed == expected ? null : new Finding
        {
            Code = "DRF511",
            Subject = $"object {Object.Name}",
            Expected = $"{algorithm} {expected}",
            Observed = $"{algorithm} {observed}",
            Statement = "The object has its size but not the bytes that were stored.",
        };
    }
}
