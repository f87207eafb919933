using System.Globalization;
using System.Text;
using DrDrills.Backups;

namespace DrDrills.Testing;

/// <summary>One digest over everything below a folder: names, kinds, permissions, times of change and content. What only reads leaves it as it was.</summary>
public static class FolderFingerprint
{
    public static async Task<string> OfAsync(string folder, CancellationToken cancellationToken = default)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        var lines = new StringBuilder();
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", everything).Append(folder).Order(StringComparer.Ordinal))
        {
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            var content = info.LinkTarget
                ?? (info is FileInfo ? (await Sha256Digest.OfFileAsync(path, cancellationToken)).Hex : "folder");
            lines.Append(CultureInfo.InvariantCulture, $"{path} {info.UnixFileMode} {info.LastWriteTimeUtc.Ticks} {content}\n");
        }

        return Sha256Digest.Of(Encoding.UTF8.GetBytes(lines.ToString())).Hex;
    }
}
