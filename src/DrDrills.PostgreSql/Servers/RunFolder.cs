using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers;

/// <summary>A folder of one run, with its owner's name in it: removed by its owner, or by the sweep once its owner is gone.</summary>
/// <remarks>
/// Work folders that backups are fetched into are made here too. When the harness is root the folder belongs to the server's account, so that
/// both can write; files put into it must be readable by others or handed over.
/// </remarks>
public sealed class RunFolder : IAsyncDisposable
{
    /// <summary>Bytes: below, removing a file takes no time worth sharing.</summary>
    private const long LargeFile = 1 << 20;

    private static readonly EnumerationOptions NoLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private RunFolder(DirectoryInfo directory) => Directory = directory;

    /// <summary>The folder.</summary>
    public DirectoryInfo Directory { get; }

    /// <summary>Makes a folder below the run root.</summary>
    /// <param name="runId">The run; becomes part of the folder's name.</param>
    /// <param name="purpose">A short word: <c>work</c>, <c>local</c>.</param>
    /// <param name="root">The run root; null takes <see cref="RunRoot.Default"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<RunFolder> CreateAsync(
        string runId, string purpose, DirectoryInfo? root, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        root ??= RunRoot.Default;
        await RunRoot.EnsureAsync(root, cancellationToken).ConfigureAwait(false);
        var name = $"{Readable(runId)}-{purpose}-{Guid.NewGuid().ToString("N")[..6]}";
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(root.FullName, name), RunRoot.Passable);
        var folder = new RunFolder(directory);
        try
        {
            RunOwner.ThisProcess(runId).WriteTo(directory);
            await GiveToServerAsync([directory.FullName], false, cancellationToken).ConfigureAwait(false);
            return folder;
        }
        catch
        {
            // Nobody else knows of it yet.
            Remove(directory);
            throw;
        }
    }

    /// <summary>Makes a folder below the run root that nobody but this user may enter, servers least of all.</summary>
    /// <param name="runId">Becomes part of the folder's name.</param>
    /// <param name="purpose">A short word.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<RunFolder> CreatePrivateAsync(string runId, string purpose, CancellationToken cancellationToken)
    {
        await RunRoot.EnsureAsync(RunRoot.Default, cancellationToken).ConfigureAwait(false);
        var directory = System.IO.Directory.CreateDirectory(
            Path.Combine(RunRoot.Default.FullName, $"{Readable(runId)}-{purpose}-{Guid.NewGuid().ToString("N")[..6]}"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        RunOwner.ThisProcess(runId).WriteTo(directory);
        return new RunFolder(directory);
    }

    /// <summary>Removes the folder and all in it. Safe to repeat.</summary>
    public ValueTask DisposeAsync()
    {
        Remove(Directory);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Removes a folder; links in it are removed, not followed. Its owner's name goes last: of a removal that is killed halfway the sweep still
    /// knows whose it was.
    /// </summary>
    /// <returns>Whether it is gone, as looked up.</returns>
    internal static bool Remove(DirectoryInfo directory)
    {
        // A server that is just ending may add a file between listing and removing: look again a few times.
        for (var attempt = 1; attempt <= 5 && System.IO.Directory.Exists(directory.FullName); attempt++)
        {
            try
            {
                RemoveLargeFiles(directory);
                RemoveAllButTheOwner(directory);
                System.IO.Directory.Delete(directory.FullName, recursive: true);
            }
            catch (Exception gone) when (gone is DirectoryNotFoundException or FileNotFoundException)
            {
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                if (attempt == 5)
                {
                    return false;
                }
            }
        }

        return !System.IO.Directory.Exists(directory.FullName);
    }

    /// <summary>
    /// Several at once: giving back what a file holds is the system's work, a file at a time, and most of what removing a copy takes.
    /// </summary>
    private static void RemoveLargeFiles(DirectoryInfo directory)
    {
        FileInfo[] large = directory.LinkTarget is null ? [.. directory.EnumerateFiles("*", NoLinks).Where(file => file.Length >= LargeFile)] : [];
        Parallel.ForEach(large, file =>
        {
            try
            {
                file.Delete();
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // Removing the rest meets it again, and says so.
            }
        });
    }

    private static void RemoveAllButTheOwner(DirectoryInfo directory)
    {
        foreach (var entry in directory.LinkTarget is null ? directory.GetFileSystemInfos() : [])
        {
            if (entry is DirectoryInfo { LinkTarget: null } folder)
            {
                folder.Delete(recursive: true);
            }
            else if (entry.Name != RunOwner.FileName)
            {
                entry.Delete();
            }
        }
    }

    /// <summary>Hands files to the account that servers run as; nothing to do where the harness is not root.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="recursive">Whether what is in the folders goes along.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task GiveToServerAsync(IReadOnlyList<string> paths, bool recursive, CancellationToken cancellationToken)
    {
        if (ServerAccount.ForThisProcess() is not { } account || paths.Count == 0)
        {
            return;
        }

        if (recursive)
        {
            // chown does not follow links out of the folders, which a backup may have put there.
            await HostCommand.RunAsync(
                ["chown", "--no-dereference", "--recursive", $"{account.UserId}:{account.GroupId}", "--", .. paths],
                cancellationToken,
                TimeSpan.FromMinutes(30)).ConfigureAwait(false);
            return;
        }

        foreach (var path in paths)
        {
            FileOwner.Give(path, account);
        }
    }

    private static string Readable(string runId) =>
        string.Concat(runId.Take(32).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
}
