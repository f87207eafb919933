using System.Collections.Concurrent;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.Steps.Hooks;

/// <summary>The live shop's nightly dumps: taken once in a run for each format, only read afterwards.</summary>
public sealed class ShopBackups(IPostgresServer server, LiveShop shop, string database)
{
    private const string Nightly = "nightly";

    private readonly ConcurrentDictionary<BackupFormat, Lazy<Task<DirectoryInfo>>> _taken = [];

    /// <summary>A folder of backups with the nightly dump in it.</summary>
    public Task<DirectoryInfo> DumpAsync(BackupFormat format) =>
        _taken.GetOrAdd(format, _ => new Lazy<Task<DirectoryInfo>>(() => CaptureAsync(format, database))).Value;

    /// <summary>A folder of backups with a dump of the scenario's own database, as it stands now.</summary>
    public Task<DirectoryInfo> DumpAsync(BackupFormat format, string ofDatabase) => CaptureAsync(format, ofDatabase);

    /// <summary>A folder of backups with a base backup of the whole server, which a scenario's own database is part of.</summary>
    public async Task<DirectoryInfo> BaseBackupAsync(string ofDatabase)
    {
        var backups = shop.NewFolder("backups");
        await BaseBackupCapture.CaptureAsync(
            server,
            new BaseBackupCaptureOptions { BackupId = "base", OutFolder = backups, Database = ofDatabase, LogArchive = shop.LogArchive },
            null,
            CancellationToken.None);
        return backups;
    }

    /// <summary>Dumps again over an existing dump in directory format, without some tables, and lists its files anew.</summary>
    public async Task LeaveOutAsync(DirectoryInfo backup, IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        var payload = Path.Combine(backup.FullName, BackupLayout.DirectoryDump);
        Directory.Delete(payload, recursive: true);
        using var connection = ToolConnection.AsAdministrator(server);
        var outcome = await server.Tools.RunAsync(
            new ToolInvocation(
                "pg_dump",
                [
                    .. connection.Arguments, "--format=directory", "--create", .. tables.Select(table => $"--exclude-table={table}"),
                    $"--file={payload}", $"--dbname={database}",
                ])
            {
                Environment = connection.Environment,
            },
            cancellationToken);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException($"pg_dump without '{string.Join("', '", tables)}' ended with {outcome.ExitCode}: {outcome.Errors}");
        }

        var path = Path.Combine(backup.FullName, BackupLayout.Manifest);
        var manifest = await ManifestJson.ReadAsync(path, cancellationToken);
        await ManifestJson.WriteAsync(manifest with { Files = await ListAsync(backup, cancellationToken) }, path, cancellationToken);
    }

    private static async Task<List<ManifestFile>> ListAsync(DirectoryInfo backup, CancellationToken cancellationToken)
    {
        var files = new List<ManifestFile>();
        foreach (var file in backup.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name != BackupLayout.Manifest))
        {
            var digest = await Sha256Digest.OfFileAsync(file.FullName, cancellationToken);
            files.Add(new ManifestFile(Path.GetRelativePath(backup.FullName, file.FullName), file.Length, digest.Hex));
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private async Task<DirectoryInfo> CaptureAsync(BackupFormat format, string ofDatabase)
    {
        var backups = shop.NewFolder("backups");
        await DumpCapture.CaptureAsync(
            server,
            ofDatabase,
            new DumpCaptureOptions { BackupId = Nightly, OutFolder = backups, Format = format },
            null,
            CancellationToken.None);
        return backups;
    }
}
