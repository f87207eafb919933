using CliWrap.Buffered;
using DrDrills.Backups;

namespace DrDrills.Tests.Tools;

/// <summary>Packages of Node.js, installed from a lock file, once for each lock file.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);
    private static readonly SemaphoreSlim _oneInstall = new(1, 1);

    /// <summary>Installs what the folder's <c>package-lock.json</c> names.</summary>
    /// <exception cref="TimeoutException">It took longer than 5 minutes.</exception>
    public static async Task InstallAsync(string folder)
    {
        var marker = Path.Combine(folder, "node_modules", ".installed-lock");
        using var limit = new CancellationTokenSource(_limit);
        var wanted = (await Sha256Digest.OfFileAsync(Path.Combine(folder, "package-lock.json"), limit.Token)).Hex;
        await _oneInstall.WaitAsync(limit.Token);
        try
        {
            if (File.Exists(marker) && await File.ReadAllTextAsync(marker, limit.Token) == wanted)
            {
                return;
            }

            await CliWrap.Cli.Wrap("npm")
                .WithArguments(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .WithWorkingDirectory(folder)
                .ExecuteBufferedAsync(limit.Token);
            await File.WriteAllTextAsync(marker, wanted, limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"'npm ci' in '{folder}' did not end within {_limit.TotalMinutes} minutes.", e);
        }
        finally
        {
            _oneInstall.Release();
        }
    }
}
