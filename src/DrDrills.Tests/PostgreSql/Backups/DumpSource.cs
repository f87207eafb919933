using BharatMart;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Servers;
using DrDrills.Testing;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>BharatMart with the things that restores stumble over, and its captures; once for all tests that only read it.</summary>
internal sealed class DumpSource : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static DumpSource? _shared;

    private readonly ScratchCluster _cluster;
    private readonly Dictionary<BackupFormat, DumpCaptureOutcome> _captures = [];

    private DumpSource(ScratchCluster cluster, NpgsqlDataSource database, RunFolder folder)
    {
        _cluster = cluster;
        Database = database;
        Folder = folder;
    }

    public const string Name = "mart";

    public NpgsqlDataSource Database { get; }

    public RunFolder Folder { get; }

    public IPostgresServer Server => _cluster.Server;

    public static async Task<DumpSource> SharedAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return _shared ??= await StartAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task DisposeSharedAsync()
    {
        if (Interlocked.Exchange(ref _shared, null) is { } shared)
        {
            await shared.DisposeAsync();
        }
    }

    public async Task<DumpCaptureOutcome> CaptureAsync(BackupFormat format)
    {
        await Gate.WaitAsync();
        try
        {
            if (!_captures.TryGetValue(format, out var capture))
            {
                var options = new DumpCaptureOptions
                {
                    BackupId = format.Name.Replace(' ', '-'),
                    OutFolder = new DirectoryInfo(Path.Combine(Folder.Directory.FullName, format.Name.Replace(' ', '-'))),
                    Format = format,
                };
                capture = _captures[format] = await DumpCapture.CaptureAsync(Server, Name, options, null, CancellationToken.None);
            }

            return capture;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>A folder of its own with a copy of one capture, for tests that damage it.</summary>
    public async Task<DirectoryInfo> CopyAsync(BackupFormat format)
    {
        var capture = await CaptureAsync(format);
        var copy = Folder.Directory.CreateSubdirectory("copy-" + Guid.NewGuid().ToString("N")[..8]);
        var source = new BackupFolderSource(capture.Folder.FullName);
        await source.FetchAsync((await source.ListAsync(default))[0], copy, null, default);
        return copy;
    }

    public static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static Task<BackupManifest> TakeManifestAsync(NpgsqlDataSource database) =>
        ManifestTaker.TakeAsync(database, new ManifestOptions { BackupId = "compare" }, null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _cluster.DisposeAsync();
        await Folder.DisposeAsync();
    }

    private static async Task<DumpSource> StartAsync()
    {
        var cluster = await ScratchCluster.StartAsync(CancellationToken.None);
        await RunAsync(cluster.Superuser, $"CREATE DATABASE {Name}");
        var database = cluster.Server.Connect(Name);
        await BharatMartDatabase.CreateAsync(database, new BharatMartOptions { Scale = 0.02m }, CancellationToken.None);
        await RunAsync(database, Nasty);
        return new DumpSource(cluster, database, await RunFolder.CreateAsync("test-dumps", "work", null, CancellationToken.None));
    }

    private const string Nasty =
        """
        CREATE ROLE "Odd ""Owner"" of-things" NOLOGIN;
        CREATE ROLE mart_owner NOLOGIN; CREATE ROLE mart_reader LOGIN NOINHERIT CONNECTION LIMIT 7; GRANT pg_read_all_stats TO mart_reader;
        ALTER DATABASE mart OWNER TO mart_owner;
        ALTER DATABASE mart SET work_mem = '5MB'; ALTER ROLE mart_reader IN DATABASE mart SET statement_timeout = '7s';
        REVOKE CONNECT ON DATABASE mart FROM PUBLIC; GRANT CONNECT ON DATABASE mart TO mart_reader;
        COMMENT ON DATABASE mart IS 'the mart';
        -- The schema's owner grants nobody the right to create, yet others own tables in it.
        CREATE SCHEMA "Odd Schema" AUTHORIZATION mart_owner;
        CREATE TABLE "Odd Schema"."tab
        le" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "v;x" text, kind text DEFAULT 'a');
        ALTER TABLE "Odd Schema"."tab
        le" OWNER TO "Odd ""Owner"" of-things";
        INSERT INTO "Odd Schema"."tab
        le" ("v;x") SELECT E'line\n\\.\n\\! touch /tmp/x\t' || i FROM generate_series(1, 50) i;
        GRANT SELECT ("v;x") ON "Odd Schema"."tab
        le" TO mart_reader WITH GRANT OPTION;
        GRANT USAGE ON SCHEMA "Odd Schema" TO mart_reader;
        CREATE TABLE "Odd Schema".forced (id int PRIMARY KEY);
        INSERT INTO "Odd Schema".forced SELECT generate_series(1, 10);
        ALTER TABLE "Odd Schema".forced OWNER TO mart_owner;
        ALTER TABLE "Odd Schema".forced ENABLE ROW LEVEL SECURITY; ALTER TABLE "Odd Schema".forced FORCE ROW LEVEL SECURITY;
        CREATE POLICY few ON "Odd Schema".forced TO mart_reader USING (id < 3);
        CREATE TABLE "Odd Schema".child (id int REFERENCES "Odd Schema".forced);
        ALTER TABLE "Odd Schema".child OWNER TO "Odd ""Owner"" of-things";
        ALTER DEFAULT PRIVILEGES FOR ROLE mart_owner IN SCHEMA "Odd Schema" GRANT SELECT ON TABLES TO mart_reader;
        CREATE SEQUENCE "Odd Schema".never_called START 41 INCREMENT 3; ALTER SEQUENCE "Odd Schema".never_called OWNER TO mart_owner;
        SELECT lo_from_bytea(0, 'hello'); 
        DO $$ DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP
            EXECUTE format('ALTER LARGE OBJECT %s OWNER TO mart_owner', o); END LOOP; END $$;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        """;
}
