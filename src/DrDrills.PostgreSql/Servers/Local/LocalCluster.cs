using System.Globalization;
using System.Text;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>The folders of one local server, and the files that configure it.</summary>
internal sealed class LocalCluster
{
    private const int LongestSocketPath = 107;
    private const string SocketFile = ".s.PGSQL.5432";

    private LocalCluster(DirectoryInfo folder, DirectoryInfo sockets)
    {
        Folder = folder;
        Sockets = sockets;
    }

    public DirectoryInfo Folder { get; }

    public DirectoryInfo Sockets { get; }

    public DirectoryInfo EmptyData => new(Path.Combine(Folder.FullName, "data"));

    public string LogFile => Path.Combine(Folder.FullName, "server.log");

    private string ConfigurationFile => Path.Combine(Folder.FullName, "postgresql.conf");

    private string AccessFile => Path.Combine(Folder.FullName, "pg_hba.conf");

    private string MappingFile => Path.Combine(Folder.FullName, "pg_ident.conf");

    /// <summary>Makes the folders; the socket's is closed to everybody but the server's account, since whoever reaches it is trusted.</summary>
    public static async Task<LocalCluster> CreateAsync(
        DirectoryInfo root, string runId, string kind, CancellationToken cancellationToken)
    {
        var folder = (await RunFolder.CreateAsync(runId, kind, root, cancellationToken).ConfigureAwait(false)).Directory;
        try
        {
            var sockets = new DirectoryInfo(Path.Combine(folder.FullName, "s"));
            if (Encoding.UTF8.GetByteCount(Path.Combine(sockets.FullName, SocketFile)) > LongestSocketPath)
            {
                var elsewhere = new DirectoryInfo(RunRoot.ShortSockets.Parent!.FullName);
                await RunRoot.EnsureAsync(elsewhere, cancellationToken).ConfigureAwait(false);
                Directory.CreateDirectory(RunRoot.ShortSockets.FullName, RunRoot.Passable);
                sockets = new DirectoryInfo(Path.Combine(RunRoot.ShortSockets.FullName, folder.Name[^6..]));
                RunOwner.ThisProcess(runId, sockets.FullName).WriteTo(folder);
            }

            const UnixFileMode closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            var cluster = new LocalCluster(folder, sockets);
            Directory.CreateDirectory(sockets.FullName, closed);
            Directory.CreateDirectory(cluster.EmptyData.FullName, closed);
            await RunFolder.GiveToServerAsync([sockets.FullName, cluster.EmptyData.FullName], false, cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            RunFolder.Remove(folder);
            throw;
        }
    }

    /// <summary>As <see cref="InitialiseAsync"/>, from a template where there is one; else one is kept for the next time.</summary>
    public async Task<string> InitialiseFromTemplateAsync(
        DirectoryInfo root, HostTools tools, string administrator, string encoding, string locale, CancellationToken cancellationToken)
    {
        var template = ClusterTemplate.Of(root, tools, [administrator, encoding, locale]);
        if (await template.TryCopyIntoAsync(EmptyData, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return there;
        }

        var used = await InitialiseAsync(tools, administrator, encoding, locale, cancellationToken).ConfigureAwait(false);
        await template.KeepAsync(EmptyData, used, cancellationToken).ConfigureAwait(false);
        return used;
    }

    /// <summary>Initialises an empty cluster; a locale that is not installed is replaced by the nearest that is, and that is said.</summary>
    /// <returns>The locale in use, with what was asked for where that differs.</returns>
    public async Task<string> InitialiseAsync(
        HostTools tools, string administrator, string encoding, string locale, CancellationToken cancellationToken)
    {
        var errors = "";
        foreach (var tried in new[] { locale, "C.UTF-8", "C" }.Distinct())
        {
            var made = await tools.RunAsync(
                new ToolInvocation("initdb",
                [
                    "--pgdata", EmptyData.FullName, "--username", administrator, "--auth-local", "trust", "--auth-host", "reject",
                    "--encoding", encoding, "--locale", tried, "--lc-messages", "C", "--no-sync",
                ])
                { Limit = TimeSpan.FromMinutes(2) },
                cancellationToken).ConfigureAwait(false);
            if (made.ExitCode == 0)
            {
                return tried == locale ? tried : $"{tried} (asked for: {locale}, which is not installed or does not fit {encoding})";
            }

            errors += made.Errors + "\n";
        }

        throw new EngineUnavailableException(
            "DR3103",
            EmptyData.FullName,
            $"initdb could not make a cluster with encoding '{encoding}' in '{EmptyData.FullName}'.",
            "Is there space left on the disk, and is the encoding one that a server can have?",
            LineTail.Of(errors, 20));
    }

    /// <summary>Writes the files that replace whatever configuration the data directory brings along.</summary>
    public async Task ConfigureAsync(
        IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string> fixedSettings, CancellationToken cancellationToken)
    {
        var lines = settings.Where(pair => !fixedSettings.ContainsKey(pair.Key)).Select(pair => ServerSettings.Line(pair.Key, pair.Value));
        await File.WriteAllLinesAsync(ConfigurationFile, lines, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(
            AccessFile, "local all all trust\nlocal replication all trust\n", cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(MappingFile, "", cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(LogFile, "", cancellationToken).ConfigureAwait(false);
        await RunFolder.GiveToServerAsync([ConfigurationFile, AccessFile, MappingFile, LogFile], false, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>What goes on the server's command line, where neither the data directory's files nor <c>ALTER SYSTEM</c> reach.</summary>
    public IReadOnlyList<string> Arguments(IReadOnlyDictionary<string, string> fixedSettings, string socketFolder)
    {
        var own = new SortedDictionary<string, string>(fixedSettings.ToDictionary(), StringComparer.Ordinal)
        {
            ["config_file"] = ConfigurationFile,
            ["hba_file"] = AccessFile,
            ["ident_file"] = MappingFile,
            ["port"] = "5432",
            ["unix_socket_directories"] = socketFolder,
        };
        return [.. own.SelectMany(pair => new[] { "-c", $"{pair.Key}={pair.Value}" })];
    }

    /// <summary>Starts the server in its own empty network.</summary>
    public LocalPostmaster Start(
        HostTools tools, DirectoryInfo data, IReadOnlyDictionary<string, string> fixedSettings, NetworkNamespace network)
    {
        string[] command =
        [
            .. network.CommandPrefix,
            "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC",
            tools.PathOf("postgres"), "-D", data.FullName, .. Arguments(fixedSettings, Sockets.FullName),
        ];
        return LocalPostmaster.Start(
            command, LogFile, Folder.FullName, HostCommand.CleanEnvironment(null), Folder.FullName, data.FullName);
    }

    /// <summary>Removes all folders of the cluster.</summary>
    /// <returns>One line per folder: what was removed, and that it is gone.</returns>
    public IReadOnlyList<(bool Gone, string Proof)> Remove(params IEnumerable<DirectoryInfo> more) =>
        [.. new[] { Sockets, Folder }.Concat(more).DistinctBy(folder => folder.FullName).Select(folder =>
        {
            var gone = RunFolder.Remove(folder);
            return (gone, string.Create(CultureInfo.InvariantCulture, $"folder '{folder.FullName}' {(gone ? "is gone" : "is still there")}"));
        })];
}
