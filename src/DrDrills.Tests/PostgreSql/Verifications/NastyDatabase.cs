using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>
/// A database with one of everything, dumped once and restored once into the shared cluster; tests damage copies of the restored one.
/// </summary>
internal static class NastyDatabase
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static int _copies;
    private static Restored? _restored;

    /// <summary>The manifest of the source and the name of the database that was restored from its dump.</summary>
    public static async Task<Restored> RestoredAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return _restored ??= await MakeAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>A copy of the restored database with <paramref name="damage"/> done to it.</summary>
    public static async Task<DamagedCopy> CopyAsync(string damage = "")
    {
        var restored = await RestoredAsync();
        var cluster = await ScratchCluster.SharedAsync();
        var name = $"nasty_copy_{Interlocked.Increment(ref _copies)}";
        await using (var command = cluster.Superuser.CreateCommand(
            $"CREATE DATABASE {name} TEMPLATE {restored.Database} {ScratchCluster.CopiedByFile}"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var copy = new DamagedCopy(cluster, name, restored.Manifest);
        try
        {
            if (damage.Length > 0)
            {
                await copy.ExecuteAsync(damage);
            }

            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    public static VerificationContext Context(BackupManifest? manifest, NpgsqlDataSource? database, BackupFormat? format = null) => new()
    {
        Backup = new BackupDescriptor
        {
            Id = new BackupId("nasty"),
            Format = format ?? BackupFormat.PgDumpCustom,
            Location = "file:///nasty",
            Tool = "pg_dump",
            TakenAt = manifest?.TakenAt,
            Manifest = manifest,
        },
        Database = database,
        Incident = new Incident("a migration went wrong", IncidentKind.Injected, (manifest?.TakenAt ?? Samples.Incidence).AddHours(1)),
        Objectives = new DrillObjectives(null, RecoveryPointObjective.Parse("24 hours")),
        Parallelism = 2,
    };

    /// <summary>Dumps one database of the shared cluster and restores it into another, new one.</summary>
    public static async Task DumpAndRestoreAsync(ScratchCluster cluster, string from, string into)
    {
        var file = Path.Combine(cluster.WorkFolder.FullName, $"{from}.dump");
        await RunAsync(cluster, "pg_dump", ["--format=custom", $"--file={file}", $"--dbname={from}"]);
        await using (var command = cluster.Superuser.CreateCommand($"CREATE DATABASE {into} TEMPLATE template0"))
        {
            await command.ExecuteNonQueryAsync();
        }

        await RunAsync(cluster, "pg_restore", ["--exit-on-error", "--jobs=2", $"--dbname={into}", file]);
    }

    private static async Task<Restored> MakeAsync()
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("nasty", CancellationToken.None);
        var name = new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!;
        var script = Path.Combine(cluster.WorkFolder.FullName, "nasty.sql");
        await using (var sql = typeof(NastyDatabase).Assembly.GetManifestResourceStream("nasty.sql")!)
        await using (var file = File.Create(script))
        {
            await sql.CopyToAsync(file);
        }

        await RunAsync(cluster, "psql", ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", $"--dbname={name}", $"--file={script}"]);
        var manifest = await ManifestTaker.TakeAsync(source, new ManifestOptions { BackupId = "nasty" }, null, CancellationToken.None);
        await DumpAndRestoreAsync(cluster, name, name + "_restored");
        return new Restored(manifest, name + "_restored");
    }

    private static async Task RunAsync(ScratchCluster cluster, string program, string[] arguments)
    {
        var outcome = await cluster.Server.Tools.RunAsync(
            new ToolInvocation(program, [.. cluster.Server.ToolConnectionArguments, .. arguments])
            {
                Environment = cluster.Server.ToolConnectionEnvironment,
            },
            CancellationToken.None);
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program}: {outcome.Errors}");
        }
    }

    internal static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await batch.ExecuteNonQueryAsync();
    }

    internal sealed record Restored(BackupManifest Manifest, string Database);
}
