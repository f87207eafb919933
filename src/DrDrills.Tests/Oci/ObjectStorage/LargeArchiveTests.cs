using System.Globalization;
using BharatMart.Estate;
using DrDrills.Backups;
using DrDrills.Oci.ObjectStorage;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Backups;
using DrDrills.Tests.Tools;
using Npgsql;
using NUnit.Framework;
using OciSimulator.ObjectStorage;

namespace DrDrills.Tests.Oci.ObjectStorage;

/// <summary>Objects that are larger than memory should be: the process that restores, and the local region in the same process.</summary>
[NonParallelizable]
public sealed class LargeArchiveTests
{
    private const string Bucket = "large";
    private const long MiB = 1 << 20;

    [TestCase(128, 96)]
    [TestCase(5 * 1024, 256, Explicit = true, Category = "Large", Reason = "Five gigabytes, several minutes.")]
    [CancelAfter(1_200_000)]
    public async Task A_large_object_is_verified_and_restored_with_flat_memory(int objectMiB, int growthMiB, CancellationToken cancellationToken)
    {
        Needs.Postgres();
        if (!OwnProcess.IsThisOne)
        {
            await OwnProcess.RunAsync(cancellationToken);
            return;
        }

        await using var estate = await OpenAsync();
        var held = await DepositAsync(estate, objectMiB);
        using var tenancy = ArchiveFixture.TenancyOf(estate);
        await using var run = await DumpRuns.BeginAsync(SourceOf(estate, tenancy, 4, 4), new LocalTarget(), streamed: true);
        var begun = TimeProvider.System.GetTimestamp();
        var memory = PeakMemory.Begin();

        await run.RestoreAsync();

        var growth = memory.GrowthBytes;
        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Recovery.Copy.StreamedFiles![0].SizeBytes / MiB} MiB restored in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s; "
            + $"peak memory rose by {growth / MiB} MiB, the local region's included"));
        var restored = await TakeAsync((NpgsqlDataSource)run.Recovery.Copy.Database!);
        Assert.That(run.Recovery.Copy.StreamedFiles[0].SizeBytes, Is.GreaterThan(objectMiB * MiB));
        Assert.That(growth, Is.LessThan(growthMiB * MiB));
        Assert.That(restored.Tables, Is.EqualTo(held.Tables));
    }

    [Test]
    [Explicit("A benchmark: several seconds at a rate of the server's.")]
    [Category("Benchmark")]
    public async Task Parallel_ranges_are_at_least_three_times_as_fast_where_each_connection_is_slowed_down()
    {
        await using var estate = await OpenAsync();
        var storage = estate.Mumbai.Api<ObjectStorageApi>();
        await PutRandomAsync(storage, 48);
        storage.BytesPerSecondOfAConnection = 6 * MiB;
        using var tenancy = ArchiveFixture.TenancyOf(estate);

        var one = await TimeAsync(SourceOf(estate, tenancy, 1, 2));
        var eight = await TimeAsync(SourceOf(estate, tenancy, 8, 2));

        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"48 MiB at 6 MiB/s a connection: one {one.TotalSeconds:0.00} s, eight {eight.TotalSeconds:0.00} s, ratio {one / eight:0.0}"));
        Assert.That(one / eight, Is.GreaterThan(3));
    }

    private static async Task<BharatMartEstate> OpenAsync()
    {
        var estate = await BharatMartEstate.OpenAsync(new BharatMartEstateOptions { RunId = "large" }, CancellationToken.None);
        estate.Mumbai.Api<ObjectStorageApi>().CreateBucket(Bucket, estate.Production.Id);
        return estate;
    }

    private static ObjectStorageBackupSource SourceOf(
        BharatMartEstate estate, DrDrills.Oci.Tenancy.OciTenancy tenancy, int connections, int rangeMiB) => new(
        tenancy,
        new ObjectStorageOptions { Region = estate.Mumbai.Name, Bucket = Bucket, Connections = connections, RangeBytes = (int)(rangeMiB * MiB) });

    /// <summary>A table whose rows are large as text and small in the database, dumped without compression.</summary>
    private static async Task<BackupManifest> DepositAsync(BharatMartEstate estate, int objectMiB)
    {
        await using var cluster = await ScratchCluster.StartAsync(CancellationToken.None);
        await DumpSource.RunAsync(cluster.Superuser, "CREATE DATABASE large");
        await using var database = cluster.Server.Connect("large");
        await DumpSource.RunAsync(database, string.Create(
            CultureInfo.InvariantCulture,
            $"CREATE TABLE pages AS SELECT i AS id, repeat(md5(i::text), {MiB / 32}) AS content FROM generate_series(1, {objectMiB + 1}) i"));
        var manifest = await TakeAsync(database);
        var path = Path.Combine(estate.Folder.FullName, BackupLayout.CustomDump);
        using var connection = ToolConnection.AsAdministrator(cluster.Server);
        var dumped = await connection.Tools.RunAsync(
            new ToolInvocation("pg_dump", [.. connection.Arguments, "--format=custom", "--compress=0", "--create", $"--file={path}", "--dbname=large"])
            {
                Environment = connection.Environment,
            },
            CancellationToken.None);
        Assert.That(dumped.ExitCode, Is.Zero, dumped.Errors);
        var digest = await Sha256Digest.OfFileAsync(path, CancellationToken.None);
        await PutAsync(
            estate.Mumbai.Api<ObjectStorageApi>(),
            path,
            manifest with
            {
                Backup = new ManifestBackup(BackupFormat.PgDumpCustom.Name, "pg_dump", "15"),
                Files = [new ManifestFile(BackupLayout.CustomDump, new FileInfo(path).Length, digest.Hex)],
            });
        File.Delete(path);
        return manifest;
    }

    private static async Task PutRandomAsync(ObjectStorageApi storage, int sizeMiB)
    {
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes((int)(sizeMiB * MiB));
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, bytes);
        await PutAsync(storage, path, Samples.Manifest() with { Files = [new ManifestFile(BackupLayout.CustomDump, bytes.Length, Sha256Digest.Of(bytes).Hex)] });
        File.Delete(path);
    }

    private static async Task PutAsync(ObjectStorageApi storage, string dump, BackupManifest manifest)
    {
        await using (var content = File.OpenRead(dump))
        {
            await storage.PutAsync(Bucket, BackupLayout.CustomDump, content, new ObjectTraits { KeepSha256 = true }, CancellationToken.None);
        }

        await ManifestJson.WriteAsync(manifest, dump + ".json", CancellationToken.None);
        await using var written = File.OpenRead(dump + ".json");
        await storage.PutAsync(Bucket, BackupLayout.Manifest, written, new ObjectTraits(), CancellationToken.None);
    }

    private static Task<BackupManifest> TakeAsync(NpgsqlDataSource database) =>
        ManifestTaker.TakeAsync(database, new ManifestOptions { BackupId = "large" }, null, CancellationToken.None);

    private static async Task<TimeSpan> TimeAsync(ObjectStorageBackupSource source)
    {
        var backup = (await source.ListAsync(CancellationToken.None)).Single();
        var begun = TimeProvider.System.GetTimestamp();
        await using var stream = await source.OpenAsync(backup, CancellationToken.None);
        var outcome = await stream.EndAsync(CancellationToken.None);
        Assert.That(outcome.Findings.Concat<object>(outcome.Deviations), Is.Empty);
        return TimeProvider.System.GetElapsedTime(begun);
    }
}
