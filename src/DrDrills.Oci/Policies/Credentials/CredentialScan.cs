using System.Security.Cryptography;
using System.Text;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>Looks for credentials in the files of a folder: a checkout, a configuration folder, an unpacked backup of one.</summary>
/// <remarks>
/// Every text file is read whole, hidden ones too; not read are git's own store (its history is looked at through git), what tools made
/// (<see cref="MadeFolders"/>), binary files and those above <see cref="LargestFile"/>. Symbolic links are not followed.
/// </remarks>
public static class CredentialScan
{
    /// <summary>Bytes above which a file is left out, and counted as left out: 4 MiB.</summary>
    public const long LargestFile = 4L << 20;

    private const int BinaryProbe = 8000;

    /// <summary>Characters of a line beyond which it is not looked at: what is that long was made by a machine, and not to be read.</summary>
    private const int LongestLine = 20_000;

    /// <summary>Folders that tools make and fetch anew.</summary>
    public static IReadOnlyList<string> MadeFolders { get; } = [".git", "node_modules", "bin", "obj", "artifacts", ".tools", ".venv"];

    /// <summary>Looks at a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static CredentialScanOutcome Of(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var hits = new List<CredentialHit>();
        var (files, bytes, binary, large) = (0, 0L, 0, 0);
        foreach (var file in FilesBelow(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/');
            if (file.Length > LargestFile)
            {
                large++;
            }
            else if (IsBinary(file))
            {
                binary++;
            }
            else
            {
                files++;
                bytes += file.Length;
                hits.AddRange(InLines(path, File.ReadLines(file.FullName)));
            }
        }

        return new CredentialScanOutcome(hits, files, bytes, binary, large, 0);
    }

    /// <summary>Credentials in the lines of one file.</summary>
    internal static IEnumerable<CredentialHit> InLines(string path, IEnumerable<string> lines) =>
        lines.SelectMany((line, index) => InLine(path, index + 1, line));

    /// <summary>Credentials in one line; a credential that two rules would name is named by the first.</summary>
    internal static IEnumerable<CredentialHit> InLine(string path, int number, string line)
    {
        if (line.Length is < 8 or > LongestLine)
        {
            yield break;
        }

        var lower = line.ToLowerInvariant();
        var taken = new List<(int Begin, int End)>();
        foreach (var rule in CredentialRules.All)
        {
            foreach (var secret in rule.In(line, lower))
            {
                var (begin, end) = (secret.Index, secret.Index + secret.Length);
                if (!taken.Exists(other => begin < other.End && other.Begin < end))
                {
                    taken.Add((begin, end));
                    yield return new CredentialHit(rule.Id, rule.Title, path, number, secret.Length)
                    {
                        Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Value))),
                    };
                }
            }
        }
    }

    private static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) => folder
        .EnumerateFileSystemInfos()
        .Where(entry => entry.LinkTarget is null)
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        .SelectMany(entry => entry switch
        {
            FileInfo file => [file],
            DirectoryInfo below when !MadeFolders.Contains(below.Name) => FilesBelow(below),
            _ => [],
        });

    private static bool IsBinary(FileInfo file)
    {
        using var stream = file.OpenRead();
        Span<byte> head = stackalloc byte[BinaryProbe];
        return head[..stream.ReadAtLeast(head, BinaryProbe, throwOnEndOfStream: false)].Contains((byte)0);
    }
}
