using System.Text;
using DrDrills.PostgreSql.Backups.Tar;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>Every way to wrap a file that is undone here.</summary>
internal static class Wrappings
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IWrapping> Default { get; } =
    [
        new Compression("gzip", "gzip", [0x1F, 0x8B]),
        new Compression("zstd", "zstd", [0x28, 0xB5, 0x2F, 0xFD]),
        new Compression("lz4", "lz4", [0x04, 0x22, 0x4D, 0x18]),
        new Compression("xz", "xz-utils", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        new Compression("bzip2", "bzip2", Encoding.ASCII.GetBytes("BZh")),
        new AgeEncryption(),
        new GpgEncryption(),
        new LoneFileTar(),
    ];

    /// <summary>The outermost wrapping of bytes that begin so, or null.</summary>
    public static IWrapping? Of(ReadOnlySpan<byte> head)
    {
        foreach (var wrapping in Default)
        {
            if (wrapping.Recognises(head))
            {
                return wrapping;
            }
        }

        return null;
    }

    /// <summary>The outermost wrapping of a file, where it is an encryption and so needs a key; or null.</summary>
    public static IWrapping? EncryptionOf(string path) => OfFile(path) is { IsEncryption: true } wrapping ? wrapping : null;

    /// <summary>As <see cref="Of"/>, of a file.</summary>
    public static IWrapping? OfFile(string path)
    {
        Span<byte> head = stackalloc byte[TarHead.Enough];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        return Of(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }
}
