using System.Text;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Containers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.Testing;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Wrapping;

/// <summary>BharatMart, dumped with a manifest and wrapped afterwards as people do: restored while it flows, and nothing of it seen on disk.</summary>
[TestFixture]
[NonParallelizable]
public sealed class WrappedRestoreTests
{
    private readonly string? _temporary = Environment.GetEnvironmentVariable("TMPDIR");
    private DirectoryInfo _own = null!;
    private WrappingKit _kit = null!;

    /// <summary>A temporary folder of its own, so that nobody else's files are looked at.</summary>
    [OneTimeSetUp]
    public async Task Open()
    {
        Needs.Postgres();
        await DumpSource.SharedAsync();
        _own = Directory.CreateDirectory($"/tmp/dr-{Guid.NewGuid().ToString("N")[..8]}", RunRoot.Passable);
        Environment.SetEnvironmentVariable("TMPDIR", _own.FullName);
        _kit = await WrappingKit.OpenAsync();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _temporary);
        if (_kit is not null)
        {
            await _kit.DisposeAsync();
            _own.Delete(recursive: true);
        }
    }

    [TestCase("gpg")]
    [TestCase("gpg-passphrase")]
    public async Task Where_gpg_is_missing_it_is_named_and_no_room_for_its_key_is_left(string how)
    {
        var wrapped = await _kit.WrapAsync(how, Encoding.UTF8.GetBytes("PGDMP"));
        var before = Directory.GetDirectories(RunRoot.Default.FullName);
        var programs = _own.CreateSubdirectory("programs-" + how);
        File.CreateSymbolicLink(Path.Combine(programs.FullName, "stat"), "/usr/bin/stat");
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", programs.FullName);
        try
        {
            var missing = Assert.CatchAsync<EngineUnavailableException>(() => WrappedContent.OpenAsync(
                new MemoryStream(wrapped), new WrappedScene("nightly", _kit.KeyOf(how)), default))!;

            Assert.That(missing.Code, Is.EqualTo("DR3141"));
            Assert.That(missing.Message, Does.Contain("'gpg'").And.Contain("apt-get install gnupg"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }

        Assert.That(Directory.GetDirectories(RunRoot.Default.FullName), Is.EquivalentTo(before));
    }

    [TestCase("pg_dump custom", "age")]
    [TestCase("pg_dump custom", "zstd.gpg")]
    [TestCase("pg_dump tar", "lz4.age")]
    [TestCase("pg_dump plain", "gzip.age")]
    [TestCase("pg_dump plain", "xz.gpg-passphrase")]
    public async Task A_wrapped_dump_comes_back_and_nothing_of_its_plaintext_is_ever_on_disk(string format, string how)
    {
        var (capture, folder) = await WrapAsync(format, how);
        var key = _kit.KeyOf(how)!;
        var isScript = format == BackupFormat.PgDumpPlain.Name;
        var watch = PlaintextWatch.Begin(
            ["PGDMP", "CREATE TABLE catalog.", "CREATE TABLE \"Odd Schema\"", "-- PostgreSQL database dump"],
            [key.Reveal().Trim()[^12..]]);
        await using (watch)
        {
            await using var run = await BeginAsync(folder, how, new LocalTarget());

            await run.RestoreAsync();

            await ExpectRestoredAsync(run, capture);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(watch.Found, Is.Empty);
            Assert.That(watch.Rounds, Is.GreaterThan(3));
            Assert.That(watch.Inputs, isScript ? Is.Empty : Is.EqualTo(new[] { "pipe" }));
        }
    }

    [Test]
    public async Task The_watch_sees_plaintext_where_there_is_some()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpPlain);
        var watch = PlaintextWatch.Begin(["-- PostgreSQL database dump"], []);
        await using (watch)
        {
            await using var run = await DumpRuns.BeginAsync(capture.Folder.FullName);

            await run.RestoreAsync();
        }

        Assert.That(watch.Found, Is.Not.Empty, "a dump that is not encrypted is fetched");
    }

    [Test]
    public async Task A_wrapped_dump_comes_back_in_a_container()
    {
        Needs.ContainerEngine();
        var (capture, folder) = await WrapAsync("pg_dump custom", "gzip.age");
        await using var run = await BeginAsync(folder, "gzip.age", new ContainerTarget(new PostgresTargetOptions()));

        await run.RestoreAsync();

        await ExpectRestoredAsync(run, capture);
    }

    [TestCase("pg_dump custom", "gzip.age")]
    [TestCase("pg_dump plain", "zstd.gpg")]
    public async Task A_byte_that_changed_in_the_wrapped_file_is_refused(string format, string how)
    {
        var (_, folder) = await WrapAsync(format, how);
        var file = Path.Combine(folder, "nightly");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length * 3 / 4] ^= 0x04;
        await File.WriteAllBytesAsync(file, bytes);
        await using var run = await BeginAsync(folder, how, new LocalTarget());

        var error = Assert.CatchAsync<BackupUnreadableException>(run.RestoreAsync)!;

        Assert.That(error.Code, Is.EqualTo("DR1325"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
    }

    private static async Task ExpectRestoredAsync(DumpRuns run, DrDrills.PostgreSql.Backups.PgDump.DumpCaptureOutcome capture)
    {
        var restored = await DumpSource.TakeManifestAsync((NpgsqlDataSource)run.Recovery.Copy.Database!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(restored.Tables, Is.EqualTo(capture.Manifest.Tables));
            Assert.That(restored.LargeObjects, Is.EqualTo(capture.Manifest.LargeObjects));
            Assert.That(run.Recovery.Copy.StreamedFiles, Is.EqualTo(capture.Manifest.Files), "what the manifest names is what was unwrapped");
            Assert.That(run.Recovery.Copy.FetchedFiles, Is.Null);
        }
    }

    private async Task<(DrDrills.PostgreSql.Backups.PgDump.DumpCaptureOutcome Capture, string Folder)> WrapAsync(string format, string how)
    {
        var source = await DumpSource.SharedAsync();
        var capture = await source.CaptureAsync(new BackupFormat(format));
        var folder = source.Folder.Directory.CreateSubdirectory("wrapped-" + Guid.NewGuid().ToString("N")[..8]).FullName;
        File.Copy(Path.Combine(capture.Folder.FullName, BackupLayout.Manifest), Path.Combine(folder, BackupLayout.Manifest));
        var plain = await File.ReadAllBytesAsync(Path.Combine(capture.Folder.FullName, capture.Manifest.Files.Single().Path));
        await File.WriteAllBytesAsync(Path.Combine(folder, "nightly"), await _kit.WrapAsync(how, plain));
        return (capture, folder);
    }

    private Task<DumpRuns> BeginAsync(string folder, string how, IPostgresTarget target) => DumpRuns.BeginAsync(
        new WrappedBackupSource(new BackupFolderSource(folder), _kit.KeyOf(how)), target, streamed: true);
}
