using DrDrills.Backups;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>
/// An initialised cluster that was never started, kept below the run root so that the next server of a copy need not wait for <c>initdb</c>.
/// </summary>
/// <remarks>
/// <para>It is good for one set of programs and arguments on a machine whose packages and locales have not changed since; anything else is another
/// template. A harness that is root keeps it closed to the account that servers run as, so that no restored copy can reach it. One that is not
/// runs its servers as itself, and a copy that could write here could write anything else of that user too.</para>
/// <para>It appears under its name in full or not at all. The sweep removes what a killed run left half made, and templates that were not used
/// for <see cref="Patience"/>.</para>
/// </remarks>
internal sealed class ClusterTemplate
{
    /// <summary>How long an unused template is kept.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private const string LocaleFile = "locale.txt";
    private const string HalfMade = ".half";
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What changes when packages, locales or collations of a machine change.</summary>
    private static readonly string[] Signs =
        ["/var/lib/dpkg/status", "/var/lib/rpm/rpmdb.sqlite", "/usr/lib/locale", "/usr/lib/locale/locale-archive", "/etc/locale.gen"];

    private readonly DirectoryInfo _folder;

    private ClusterTemplate(DirectoryInfo root, string key) => _folder = new DirectoryInfo(Path.Combine(FolderBelow(root).FullName, key));

    /// <summary>The template for these programs and arguments, whether it is there or not.</summary>
    /// <param name="root">The run root.</param>
    /// <param name="tools">The programs.</param>
    /// <param name="arguments">All that decides what <c>initdb</c> makes.</param>
    public static ClusterTemplate Of(DirectoryInfo root, HostTools tools, IEnumerable<string> arguments)
    {
        var signs = Signs.Append(tools.PathOf("initdb")).Append(tools.PathOf("postgres"))
            .Select(path => $"{path} {(Path.Exists(path) ? File.GetLastWriteTimeUtc(path).Ticks : 0)}");
        var key = Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [tools.Version, .. arguments, .. signs]))).Hex;
        return new ClusterTemplate(root, key[..16]);
    }

    /// <summary>Where templates are.</summary>
    public static DirectoryInfo FolderBelow(DirectoryInfo root) => new(Path.Combine(root.FullName, "templates"));

    /// <summary>Removes templates that nobody used for long, and those whose maker is gone.</summary>
    public static void RemoveUnused(DirectoryInfo root, DateTimeOffset now)
    {
        foreach (var template in FolderBelow(root) is { Exists: true } folder ? folder.GetDirectories() : [])
        {
            var locale = new FileInfo(Path.Combine(template.FullName, LocaleFile));
            var isHalf = template.Extension == HalfMade;
            if (isHalf ? RunOwner.ReadFrom(template)?.IsAlive() == false : !locale.Exists || now - locale.LastWriteTimeUtc > Patience)
            {
                RunFolder.Remove(template);
            }
        }
    }

    /// <summary>Fills an empty data directory from it.</summary>
    /// <returns>The locale that the cluster has, or null where there is no such template.</returns>
    public async Task<string?> TryCopyIntoAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        var locale = Path.Combine(_folder.FullName, LocaleFile);
        if (!File.Exists(locale))
        {
            return null;
        }

        var text = await File.ReadAllTextAsync(locale, cancellationToken).ConfigureAwait(false);
        File.SetLastWriteTimeUtc(locale, TimeProvider.System.GetUtcNow().UtcDateTime);
        await CopyAsync(Path.Combine(_folder.FullName, "data"), data.FullName, cancellationToken).ConfigureAwait(false);
        await RunFolder.GiveToServerAsync([data.FullName], true, cancellationToken).ConfigureAwait(false);
        return text;
    }

    /// <summary>Makes it of a data directory that no server was started on; does nothing where there is one by now.</summary>
    public async Task KeepAsync(DirectoryInfo data, string locale, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder.Parent!.FullName, Closed);
        var half = Directory.CreateDirectory($"{_folder.FullName}-{Guid.NewGuid().ToString("N")[..6]}{HalfMade}", Closed);
        try
        {
            RunOwner.ThisProcess("template").WriteTo(half);
            await CopyAsync(data.FullName, Path.Combine(half.FullName, "data"), cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(half.FullName, LocaleFile), locale, cancellationToken).ConfigureAwait(false);
            Directory.Move(half.FullName, _folder.FullName);
        }
        catch (IOException) when (Directory.Exists(_folder.FullName))
        {
            // Another run was faster.
        }
        finally
        {
            RunFolder.Remove(half);
        }
    }

    /// <summary>By the system's own program, which takes a fraction of what as many calls from here take.</summary>
    private static async Task CopyAsync(string from, string into, CancellationToken cancellationToken)
    {
        var copied = await HostCommand.RunAsync(["cp", "--archive", "--no-target-directory", "--", from, into], cancellationToken).ConfigureAwait(false);
        if (copied.ExitCode != 0)
        {
            throw new IOException($"'{from}' could not be copied to '{into}': {copied.Errors}");
        }
    }
}
