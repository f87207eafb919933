using System.IO.Compression;
using System.Text;
using DrDrills.Backups;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Servers;
using DrDrills.Testing;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>A project shaped like a hosted one, in a cluster of its own, with its manifest and the scripts of one day.</summary>
internal sealed class SupabaseProject : IAsyncDisposable
{
    public static readonly string[] Lacking =
    [
        "CREATE EXTENSION IF NOT EXISTS \"pg_graphql\" WITH SCHEMA \"graphql\";", "CREATE EXTENSION IF NOT EXISTS \"supabase_vault\" WITH SCHEMA \"vault\";",
    ];

    private readonly ScratchCluster _cluster;
    private readonly RunFolder _folder;

    private SupabaseProject(ScratchCluster cluster, RunFolder folder)
    {
        _cluster = cluster;
        _folder = folder;
    }

    public NpgsqlDataSource Database => _cluster.Superuser;

    public IPostgresServer Server => _cluster.Server;

    public BackupManifest Manifest { get; private set; } = null!;

    /// <summary>The scripts of the day of the manifest, under names of their own.</summary>
    public IReadOnlyDictionary<string, string> Scripts { get; private set; } = null!;

    /// <summary>What the platform's own daily job writes of the day of the manifest.</summary>
    public string Daily { get; private set; } = null!;

    /// <summary>What the data script was a day later.</summary>
    public string NextDay { get; private set; } = null!;

    /// <summary>The rows of the day of the manifest, without COPY.</summary>
    public string Inserts { get; private set; } = null!;

    public static async Task<SupabaseProject> StartAsync()
    {
        var cluster = await ScratchCluster.StartAsync(CancellationToken.None);
        var project = new SupabaseProject(cluster, await RunFolder.CreateAsync("test-supabase", "work", null, CancellationToken.None));
        await project.RunAsync(SupabaseProjectSql.Platform);
        await project.RunAsync(SupabaseProjectSql.Own);
        await project.RunAsync(SupabaseProjectSql.OnPlatform);
        project.Manifest = await ManifestTaker.TakeAsync(project.Database, new ManifestOptions { BackupId = "project" }, null, CancellationToken.None);
        project.Scripts = new Dictionary<string, string>
        {
            ["a"] = await SupabaseCli.RolesAsync(cluster.Server),
            ["b.txt"] = await SupabaseCli.SchemaAsync(cluster.Server, Lacking),
            ["c.sql"] = await SupabaseCli.DataAsync(cluster.Server),
            ["d.sql"] = SupabaseProjectSql.Changes,
        };
        project.Daily = await SupabaseDaily.WriteAsync(cluster.Server);
        project.Inserts = await SupabaseCli.DataAsync(cluster.Server, useCopy: false);
        await project.RunAsync("UPDATE public.todos SET task = task || '!' WHERE id = 3; DELETE FROM auth.refresh_tokens WHERE id = 5");
        project.NextDay = await SupabaseCli.DataAsync(cluster.Server);
        return project;
    }

    /// <summary>A backup's folder with these scripts, changed where wanted; a null text leaves one out.</summary>
    public async Task<DirectoryInfo> WriteAsync(bool withManifest, params (string Name, Func<string, string?> Change)[] changes)
    {
        var folder = _folder.Directory.CreateSubdirectory(Guid.NewGuid().ToString("N")[..8]);
        foreach (var (name, text) in Scripts)
        {
            var changed = changes.Where(change => change.Name == name).Aggregate((string?)text, (now, change) => now is null ? null : change.Change(now));
            if (changed is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), changed);
            }
        }

        if (withManifest)
        {
            await ManifestJson.WriteAsync(Manifest, Path.Combine(folder.FullName, "manifest.json"), CancellationToken.None);
        }

        return folder;
    }

    /// <summary>The daily file as it is downloaded, packed; changed where wanted, with its manifest or without.</summary>
    public async Task<string> WriteDailyAsync(Func<string, string> change, bool withManifest = false, Func<byte[], byte[]>? damage = null)
    {
        var folder = _folder.Directory.CreateSubdirectory(Guid.NewGuid().ToString("N")[..8]);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(change(Daily)));
        }

        var path = Path.Combine(folder.FullName, "db_cluster-25-11-2026@03-12-44.backup.gz");
        await File.WriteAllBytesAsync(path, (damage ?? (bytes => bytes))(packed.ToArray()));
        if (withManifest)
        {
            await ManifestJson.WriteAsync(Manifest, Path.Combine(folder.FullName, "manifest.json"), CancellationToken.None);
        }

        return withManifest ? folder.FullName : path;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private async Task RunAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
