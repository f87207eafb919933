using System.Runtime.InteropServices;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups;

/// <summary>The files of a backup as bytes: listed with hashes, copied with progress, pushed to disk.</summary>
internal static class BackupFiles
{
    private const int BufferSize = 1 << 20;

    /// <summary>
    /// Whether a path is a file with bytes in it, or leads to one. A pipe or a socket, which would be waited for, has none, nor has a link whose end is not there.
    /// </summary>
    public static bool HasContent(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true)) is FileInfo { Exists: true, Length: > 0 };
        }
        catch (IOException)
        {
            // Links in a circle.
            return false;
        }
    }

    /// <summary>Size of a file, or of everything below a folder.</summary>
    public static ByteCount SizeOf(string path) =>
        File.Exists(path)
            ? new ByteCount(new FileInfo(path).Length)
            : new ByteCount(FilesBelow(path).Sum(file => new FileInfo(file).Length));

    /// <summary>Every file below a folder with size and hash, by path; manifests themselves are left out.</summary>
    public static async Task<IReadOnlyList<ManifestFile>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new List<ManifestFile>();
        foreach (var path in FilesBelow(folder))
        {
            var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (relative != BackupLayout.Manifest)
            {
                var digest = await Sha256Digest.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
                files.Add(new ManifestFile(relative, new FileInfo(path).Length, digest.Hex));
            }
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Copies a file, or everything below a folder, into a folder; telling the bytes so far.</summary>
    /// <param name="from">The file or folder.</param>
    /// <param name="into">Made where it is not there.</param>
    /// <param name="progress">Told of it, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="links">Whether links are followed; else they are left out.</param>
    public static async Task<ByteCount> CopyAsync(
        string from, string into, IProgress<ByteCount>? progress, CancellationToken cancellationToken, bool links = true)
    {
        var which = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = links ? FileAttributes.None : FileAttributes.ReparsePoint };
        var done = 0L;
        Directory.CreateDirectory(into);
        if (File.Exists(from))
        {
            await CopyFileAsync(from, Path.Combine(into, Path.GetFileName(from))).ConfigureAwait(false);
            return new ByteCount(done);
        }

        foreach (var folder in Directory.EnumerateDirectories(from, "*", which))
        {
            Directory.CreateDirectory(Path.Combine(into, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", which).Order(StringComparer.Ordinal))
        {
            var copy = Path.Combine(into, Path.GetRelativePath(from, file));
            if (HasContent(file))
            {
                await CopyFileAsync(file, copy).ConfigureAwait(false);
            }
            else if (new FileInfo(file).LinkTarget is null)
            {
                await File.Create(copy).DisposeAsync().ConfigureAwait(false);
            }
        }

        return new ByteCount(done);

        async Task CopyFileAsync(string source, string destination)
        {
            var input = new FileStream(
                source, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using var _ = input.ConfigureAwait(false);
            var output = new FileStream(destination, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await using var __ = output.ConfigureAwait(false);
            var buffer = new byte[BufferSize];
            int read;
            while ((read = await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                done += read;
                progress?.Report(new ByteCount(done));
            }
        }
    }

    /// <summary>Pushes every file below a folder, and the folders themselves, to disk.</summary>
    public static void Flush(string folder)
    {
        foreach (var file in FilesBelow(folder))
        {
            FlushOne(file);
        }

        foreach (var below in Directory.EnumerateDirectories(folder, "*", Everything).Append(folder))
        {
            FlushOne(below);
        }
    }

    /// <summary>Pushes one file or folder to disk.</summary>
    public static void FlushOne(string path)
    {
        // .NET opens no folders, and a new name is durable only once its folder is.
        var descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"'{path}' cannot be opened to be pushed to disk (error {Marshal.GetLastPInvokeError()}).");
        }

        var failed = Fsync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed)
        {
            throw new IOException($"'{path}' could not be pushed to disk (error {error}).");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    private static EnumerationOptions Everything => new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*", Everything).Order(StringComparer.Ordinal);
}
