using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Oci.Tools;
using DrDrills.Verification;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Files copied out of a volume, as they now lie in a folder.</summary>
/// <param name="folder">The folder that stands for the root of the file system.</param>
/// <param name="wanted">Paths that were wanted; folders that only lead there are not listed. None: everything.</param>
/// <param name="facts">What the volume says of entries, by path, whose copies do not say it. Default: the copies say everything.</param>
internal sealed class RecoveredFiles(
    DirectoryInfo folder, IReadOnlyList<string> wanted, IReadOnlyDictionary<string, VolumeFacts>? facts = null)
    : IRestoredFiles
{
    private static readonly TimeSpan ListLimit = TimeSpan.FromMinutes(10);

    /// <summary>Where they lie.</summary>
    public DirectoryInfo Folder => folder;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FileManifestEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // %T@ has fractions of a second; names may hold anything but a zero byte.
        var found = await HostProgram.RunAsync(
            "find", [folder.FullName, "-mindepth", "1", "-printf", @"%P\0%y\0%m\0%U\0%G\0%T@\0%s\0%l\0"], ListLimit, cancellationToken).ConfigureAwait(false);
        if (found.ExitCode != 0)
        {
            throw new VerificationImpossibleException(
                "DR4224", folder.FullName, $"The recovered files in '{folder.FullName}' could not be listed.", "may this user read them?", found.Errors);
        }

        foreach (var line in found.Output.Split('\0').SkipLast(1).Chunk(8).OrderBy(line => line[0], StringComparer.Ordinal))
        {
            if (IsWanted(line[0]))
            {
                yield return await EntryOfAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.GetFullPath(Path.Combine(folder.FullName, path)));
        return file.FullName.StartsWith(folder.FullName + "/", StringComparison.Ordinal) && file is { Exists: true, LinkTarget: null }
            ? Task.FromResult<Stream>(file.OpenRead())
            : throw new VerificationImpossibleException(
                "DR4225", path, $"There is no recovered file '{path}'.", "was it on the volume when the backup was taken?");
    }

    /// <summary>The file system's own folder is none of the files that somebody put there.</summary>
    private bool IsWanted(string path) =>
        path != "lost+found"
        && !path.StartsWith("lost+found/", StringComparison.Ordinal)
        && (wanted.Count == 0 || wanted.Any(wish => path == wish || path.StartsWith(wish.TrimEnd('/') + "/", StringComparison.Ordinal)));

    private async Task<FileManifestEntry> EntryOfAsync(string[] line, CancellationToken cancellationToken)
    {
        var (path, kind) = (line[0], line[1] switch { "f" => "file", "d" => "directory", "l" => "link", var other => other });
        var known = facts?.GetValueOrDefault(path);
        var digest = kind switch
        {
            "file" => (await Sha256Digest.OfFileAsync(Path.Combine(folder.FullName, path), cancellationToken).ConfigureAwait(false)).Hex,
            "link" => Sha256Digest.Of(Encoding.UTF8.GetBytes(line[7])).Hex,
            _ => null,
        };
        return new FileManifestEntry(
            path,
            kind,
            kind == "file" ? Number(line[6]) : 0,
            digest,
            line[2].PadLeft(4, '0'),
            known?.UserId ?? Number(line[3]),
            known?.GroupId ?? Number(line[4]),
            DateTimeOffset.FromUnixTimeSeconds(known?.ModifiedAt ?? Number(line[5].Split('.')[0])));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
