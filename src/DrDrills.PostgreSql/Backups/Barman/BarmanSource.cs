using System.Globalization;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.Tar;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.Barman;

/// <summary>The backups of one server in a folder of Barman: by rsync or by pg_basebackup, packed, encrypted or not.</summary>
/// <remarks>
/// Read as they lie, without Barman: its <c>recover</c> (3.4) first archives what came in, which moves files in the very folder that is to be
/// proven, and compares nothing that it copies. Backups by pg_basebackup carry a backup_manifest; those by rsync carry no checksums.
/// </remarks>
internal sealed class BarmanSource(string location, BackupSourceOptions options) : ILoggedBackupSource, IKeyedSource
{
    private readonly Dictionary<BackupId, BarmanBackup> _listed = [];

    public string Location => location;

    SecretText? IKeyedSource.Key => options.Key;

    private string Server => ServersIn(location) switch
    {
        [] => throw new BackupNotFoundException(
            Directory.Exists(location) ? "DR1142" : "DR1141",
            location,
            Directory.Exists(location)
                ? $"No server of Barman is at '{location}': no folder with 'base' and 'wals' is in it."
                : $"No server of Barman is at '{location}': there is no such folder.",
            "is this barman_home or a server's folder in it, and is the disk mounted?"),
        [var only] when options.Stanza is null || options.Stanza == Path.GetFileName(only) => only,
        var several when several.FirstOrDefault(server => Path.GetFileName(server) == options.Stanza) is { } named => named,
        var several => throw new ConfigurationInvalidException("The command line", [
            options.Stanza is { } unknown
                ? $"'{location}' holds no server '{unknown}'; it holds {NamesOf(several)}."
                : $"'{location}' holds {several.Count} servers; name one of them with --stanza: {NamesOf(several)}.",
        ]),
    };

    /// <summary>Folders of servers: the place itself, or those in it.</summary>
    public static IReadOnlyList<string> ServersIn(string location) =>
        IsServer(location) ? [location]
        : Directory.Exists(location) ? [.. Directory.EnumerateDirectories(location).Where(IsServer).Order(StringComparer.Ordinal)]
        : [];

    public async Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var server = Server;
        _listed.Clear();
        foreach (var (id, description) in BarmanBackup.DescriptionsIn(server))
        {
            var backup = await ReadAsync(server, id, description, cancellationToken).ConfigureAwait(false);
            if (backup.IsFinished)
            {
                _listed[new BackupId(backup.Id)] = backup;
            }
        }

        return _listed.Count == 0
            ? throw new BackupNotFoundException(
                "DR1143",
                location,
                $"Server '{Path.GetFileName(server)}' in '{location}' holds no backup that ended well.",
                "does 'barman list-backup' show any but FAILED?")
            : [.. _listed.Values.OrderByDescending(backup => backup.EndedAt).Select(backup => new BackupDescriptor
            {
                Id = new BackupId(backup.Id),
                Format = BackupFormat.Barman,
                Location = backup.Folder,
                Tool = $"Barman, {backup.Mode}",
                TakenAt = backup.EndedAt,
                Size = Directory.Exists(backup.Folder) ? BackupFiles.SizeOf(backup.Folder) : new ByteCount(0),
            })];
    }

    public async Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var known = _listed[backup.Id];
        Require(known);
        await RequireKeyAsync(known, cancellationToken).ConfigureAwait(false);
        var data = Path.Combine(destination.FullName, "data");
        var done = (await BackupFiles.CopyAsync(known.Data, data, progress, cancellationToken, links: false).ConfigureAwait(false)).Bytes;
        foreach (var number in Unpacked(known))
        {
            var name = number.ToString(CultureInfo.InvariantCulture);
            var before = done;
            done += (await BackupFiles.CopyAsync(
                Path.Combine(known.Folder, name),
                Path.Combine(data, BaseBackup.Tablespaces.Links, name),
                progress is null ? null : new Onwards(before, progress),
                cancellationToken,
                links: false).ConfigureAwait(false)).Bytes;
        }

        var label = Path.Combine(data, BaseBackupLabel.LabelName);
        if (known.Label is { } text && File.Exists(Path.Combine(data, "PG_VERSION")) && !File.Exists(label))
        {
            await File.WriteAllTextAsync(label, text, cancellationToken).ConfigureAwait(false);
            done += new FileInfo(label).Length;
        }

        return new ByteCount(done);
    }

    public PhysicalFacts FactsOf(BackupDescriptor backup)
    {
        var known = _listed[backup.Id];
        Require(known);
        return new PhysicalFacts(known.Needs, known.SegmentBytes)
        {
            Deviations =
            [
                "the backup was read from Barman's folder as it lies: 'barman recover' writes into that folder",
                .. known.Mode.StartsWith("rsync", StringComparison.Ordinal)
                    ? ["Barman keeps no checksums of backups by rsync, so their files could not be compared with what they were"]
                    : Array.Empty<string>(),
            ],
        };
    }

    public ILogArchive LogOf(BackupDescriptor backup, DirectoryInfo fetched) => new BarmanLog(Server, _listed[backup.Id].SegmentBytes, options.Key);

    private static async Task<BarmanBackup> ReadAsync(string server, string id, string description, CancellationToken cancellationToken)
    {
        try
        {
            return await BarmanBackup.ReadAsync(server, id, description, cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException cause)
        {
            throw new BackupUnreadableException(
                "DR1343", description, $"'{description}' does not say what backup it describes: {cause.Message}", "was it damaged, or written by another Barman?",
                cause: cause);
        }
    }

    /// <summary>Says before anything is copied what cannot be got back from here.</summary>
    private void Require(BarmanBackup backup)
    {
        if (backup.Mode == "snapshot")
        {
            throw new EngineUnavailableException(
                "DR3148",
                backup.Id,
                $"Backup '{backup.Id}' is a snapshot of disks of a cloud, of which only the description is in '{location}'.",
                "get the disks back where the snapshot was taken, and drill the data directory on them; nothing is said about this backup.");
        }

        if (!Directory.Exists(backup.Data))
        {
            throw new BackupNotFoundException(
                "DR1144",
                backup.Id,
                $"Backup '{backup.Id}' is described in '{backup.Description}' but there is no folder '{backup.Data}'.",
                "does a retention policy delete backups while a drill runs? Was the folder left out of a copy?\n"
                + "does Barman keep its backups in an object store (basebackups_directory)? Drill a copy of it beside 'meta' and 'wals'.");
        }

        RequireTablespaces(backup);
    }

    /// <summary>Says before anything is copied that an archive cannot be opened.</summary>
    private async Task RequireKeyAsync(BarmanBackup backup, CancellationToken cancellationToken)
    {
        foreach (var archive in backup.Encryption is null ? [] : Directory.GetFiles(backup.Data))
        {
            await using var _ = (await TarFile.OpenAsync(archive, options.Key, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Says before anything is copied that a tablespace is not here.</summary>
    private static void RequireTablespaces(BarmanBackup backup)
    {
        foreach (var number in Unpacked(backup))
        {
            var place = Path.Combine(backup.Folder, number.ToString(CultureInfo.InvariantCulture));
            if (!Directory.Exists(place) || !Directory.EnumerateDirectories(place, "PG_*").Any())
            {
                throw BaseBackup.Tablespaces.NotHere(backup.Id, number, place);
            }
        }
    }

    /// <summary>Tablespaces that lie in folders of their own; packed ones lie beside the packed data directory, and only packed ones are encrypted.</summary>
    private static IEnumerable<uint> Unpacked(BarmanBackup backup) => backup.IsPacked ? [] : backup.Tablespaces;

    private static bool IsServer(string folder) =>
        Directory.Exists(Path.Combine(folder, "wals")) && Directory.Exists(Path.Combine(folder, "base"))
        && (File.Exists(Path.Combine(folder, "identity.json")) || BarmanBackup.DescriptionsIn(folder).Count > 0);

    private static string NamesOf(IReadOnlyList<string> servers) => string.Join(", ", servers.Select(Path.GetFileName));

    /// <summary>Counts on from what was brought before.</summary>
    private sealed class Onwards(long before, IProgress<ByteCount> progress) : IProgress<ByteCount>
    {
        public void Report(ByteCount value) => progress.Report(new ByteCount(before + value.Bytes));
    }
}
