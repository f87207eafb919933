using System.Collections.Concurrent;
using System.Text;

namespace DrDrills.Tests.PostgreSql.Backups.Wrapping;

/// <summary>Looks for texts in everything below the temporary folder, where a check makes all that it makes, and in the arguments of every process, for as long as it goes on.</summary>
/// <remarks>Left out are the restored server's own data directory, which has to hold the data, and what was there before.</remarks>
internal sealed class PlaintextWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<string, byte> _found = new();
    private readonly HashSet<string> _before;
    private readonly string _root;
    private readonly IReadOnlyList<byte[]> _texts;
    private readonly IReadOnlyList<string> _secrets;
    private readonly Task _lookingAtFiles;
    private readonly Task _lookingAtProcesses;

    private PlaintextWatch(IReadOnlyList<string> texts, IReadOnlyList<string> secrets)
    {
        _texts = [.. texts.Select(Encoding.UTF8.GetBytes)];
        _secrets = secrets;
        _root = Path.GetTempPath();
        _before = [.. Files()];
        _lookingAtFiles = Task.Run(() => KeepLookingAsync(LookAtFiles));
        _lookingAtProcesses = Task.Run(() => KeepLookingAsync(LookAtProcesses));
    }

    /// <summary>Where something was found.</summary>
    public IReadOnlyCollection<string> Found => [.. _found.Keys];

    /// <summary>Standard input of every pg_restore that was seen.</summary>
    public HashSet<string> Inputs { get; } = [];

    /// <summary>How often every file was looked at.</summary>
    public int Rounds { get; private set; }

    public static PlaintextWatch Begin(IReadOnlyList<string> texts, IReadOnlyList<string> secrets) => new(texts, secrets);

    /// <summary>Looks at the files once more, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_lookingAtFiles, _lookingAtProcesses);
        LookAtFiles();
        _ended.Dispose();
    }

    // Processes come and go faster than all files are read, so each kind is looked at in a round of its own.
    private async Task KeepLookingAsync(Action look)
    {
        while (!_ended.IsCancellationRequested)
        {
            look();
            await Task.Delay(15, CancellationToken.None);
        }
    }

    private void LookAtFiles()
    {
        foreach (var file in Files().Where(file => !_before.Contains(file) && Holds(file)))
        {
            _found.TryAdd(file, 0);
        }

        Rounds++;
    }

    private void LookAtProcesses()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            LookAtProcess(process);
        }
    }

    private void LookAtProcess(string process)
    {
        try
        {
            var words = File.ReadAllText(process + "/cmdline");
            var environment = words.Contains("age\0", StringComparison.Ordinal) || words.Contains("gpg\0", StringComparison.Ordinal)
                ? File.ReadAllText(process + "/environ")
                : "";
            if (_secrets.Any(secret => (words + environment).Contains(secret, StringComparison.Ordinal)))
            {
                _found.TryAdd("process " + words.Split('\0')[0], 0);
            }

            // One that is just ending still has its arguments, and no files any more.
            if (words.Split('\0')[0].EndsWith("pg_restore", StringComparison.Ordinal) && words.Contains(_root.TrimEnd('/'), StringComparison.Ordinal)
                && new FileInfo(process + "/fd/0").LinkTarget is { } input)
            {
                Inputs.Add(input.Split(':')[0]);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
        }
    }

    private IEnumerable<string> Files()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(_root, "*", options)
            .Where(file => !file.Contains("-local-", StringComparison.Ordinal) || !file.Contains("/data/", StringComparison.Ordinal));
    }

    private bool Holds(string file)
    {
        try
        {
            // A pipe would wait for whoever writes into it, and has no length.
            if (new FileInfo(file).Length == 0)
            {
                return false;
            }

            var bytes = File.ReadAllBytes(file).AsSpan();
            foreach (var text in _texts)
            {
                if (bytes.IndexOf(text) >= 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
