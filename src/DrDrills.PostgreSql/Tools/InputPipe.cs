using System.Runtime.InteropServices;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Tools;

/// <summary>A named pipe in a folder that a container sees too: what is fed into it here is the standard input of a program there.</summary>
internal sealed class InputPipe : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private Task _feed = Task.CompletedTask;

    private InputPipe(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="EngineUnavailableException">The folder's file system has no named pipes (<c>DR3130</c>).</exception>
    public static InputPipe Create(DirectoryInfo folder)
    {
        var path = System.IO.Path.Combine(folder.FullName, $".input-{Guid.NewGuid():N}");
        const int ReadableByOwner = 0b110_000_000;
        if (MakeFifo(path, ReadableByOwner) != 0)
        {
            throw new EngineUnavailableException(
                "DR3130", path, $"A named pipe could not be made at '{path}' (error {Marshal.GetLastPInvokeError()}).",
                "is the run root on a local file system? Name another one, or fetch the backup instead of streaming it.");
        }

        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        return new InputPipe(path);
    }

    /// <summary>Begins to feed; the program may end before it has read everything.</summary>
    public void Feed(Stream input) => _feed = Task.Run(() => FeedAsync(input, _ended.Token), CancellationToken.None);

    /// <summary>Stops feeding once the program has ended, and throws what reading the input threw.</summary>
    public async Task EndAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _feed.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        File.Delete(Path);
        _ended.Dispose();
    }

    private async Task StopAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        while (!_feed.IsCompleted)
        {
            // Whoever still waits to open the pipe or to write into it finds a reader, which is gone at once: a broken pipe.
            using (File.Open(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
            }

            await Task.WhenAny(_feed, Task.Delay(TimeSpan.FromMilliseconds(20))).ConfigureAwait(false);
        }
    }

    private async Task FeedAsync(Stream input, CancellationToken ended)
    {
        var pipe = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await using var _ = pipe.ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        try
        {
            int read;
            while ((read = await input.ReadAsync(buffer, ended).ConfigureAwait(false)) > 0)
            {
                // Not cancelled: a write is ended by the reader's going.
                await pipe.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
        catch (IOException broken) when (broken.GetType() == typeof(IOException))
        {
            // The program ended before it had read everything.
        }
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);
}
