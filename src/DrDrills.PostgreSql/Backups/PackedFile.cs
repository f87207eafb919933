using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Files as they are or compressed; by what, is told from their first bytes.</summary>
internal static class PackedFile
{
    private const int BufferSize = 1 << 20;

    /// <summary>Programs that unpack, with the Debian package that holds each. They notice a missing end, which the class library's gzip does not.</summary>
    private static readonly (string Program, string Package, byte[] Magic)[] Kinds =
    [
        ("gzip", "gzip", [0x1F, 0x8B]),
        ("zstd", "zstd", [0x28, 0xB5, 0x2F, 0xFD]),
        ("lz4", "lz4", [0x04, 0x22, 0x4D, 0x18]),
        ("xz", "xz-utils", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        ("bzip2", "bzip2", "BZh"u8.ToArray()),
    ];

    /// <summary>The program that unpacks a file, or null where the file is as it is.</summary>
    public static string? KindOf(string path)
    {
        Span<byte> head = stackalloc byte[8];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        foreach (var (name, _, magic) in Kinds)
        {
            if (head.StartsWith(magic))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Opens a file's content. Reading throws <see cref="InvalidDataException"/> where what is packed is damaged or cut short.</summary>
    /// <exception cref="EngineUnavailableException">The program that unpacks it is missing (<c>DR3141</c>).</exception>
    public static Stream Open(string path) => KindOf(path) is { } program
        ? ProgramOutput.Start(
            [program, "--decompress", "--stdout", "--quiet", "--", File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path],
            $"Install it: apt-get install {Kinds.First(kind => kind.Program == program).Package}")
        : new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
