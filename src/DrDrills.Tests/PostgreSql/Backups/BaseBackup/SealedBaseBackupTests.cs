using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.Tests.PostgreSql.Backups.Wrapping;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>Base backups of pg_basebackup whose archives were compressed and encrypted by other programs, as those do who ship them elsewhere.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SealedBaseBackupTests
{
    private ToolBaseBackups _made = null!;
    private WrappingKit _kit = null!;

    [OneTimeSetUp]
    public async Task Make_the_backups()
    {
        _kit = await WrappingKit.OpenAsync();
        _made = await ToolBaseBackups.MakeAsync();
    }

    [OneTimeTearDown]
    public async Task Remove_them()
    {
        if (_made is not null)
        {
            await _made.DisposeAsync();
        }

        if (_kit is not null)
        {
            await _kit.DisposeAsync();
        }
    }

    [TestCase("age")]
    [TestCase("zstd.gpg-passphrase")]
    public async Task Every_archive_of_a_folder_is_opened_by_the_key_and_the_whole_server_comes_back(string how)
    {
        var folder = await SealAsync(_made.Packed, how);
        await using var run = await BeginAsync(folder, RecoveryTarget.Immediate, _kit.KeyOf(how));

        await run.RecoverAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Backup!.Format, Is.EqualTo(BackupFormat.PgBaseBackupTar));
            Assert.That(run.Backup.TakenAt, Is.Not.Null, "told by the label");
            Assert.That(await run.AskAsync("SELECT count(*) FROM aside"), Is.EqualTo("500"));
            Assert.That(await run.AskAsync("SELECT count(*) FROM pgbench_accounts"), Is.EqualTo("100000"));
            Assert.That(run.Replayed!.Deviations, Has.None.Contains("backup_manifest"), "the manifest was encrypted too");
        }
    }

    /// <summary>What is restored is a data directory, which has to be readable; an archive of it need not be, and every header of a tar says what it is.</summary>
    [TestCase("age")]
    [TestCase("gpg")]
    public async Task One_archive_comes_back_and_nothing_of_it_is_ever_decrypted_on_disk(string how)
    {
        var file = await SealAsync(_made.Single, how);
        var watch = PlaintextWatch.Begin(["ustar\000"], [_kit.KeyOf(how)!.Reveal().Trim()[^12..]]);
        await using (watch)
        {
            await using var run = await BeginAsync(file, RecoveryTarget.Latest, _kit.KeyOf(how));

            await run.RecoverAsync();

            Assert.That(run.Backup!.Format, Is.EqualTo(BackupFormat.PgBaseBackupTar));
            Assert.That(await run.AskAsync("SELECT count(*) FROM pgbench_accounts"), Is.EqualTo("100000"));
        }

        Assert.That(watch.Found, Is.Empty);
        Assert.That(watch.Rounds, Is.GreaterThan(3));
    }

    [Test]
    public async Task The_watch_sees_an_archive_where_there_is_one()
    {
        var watch = PlaintextWatch.Begin(["ustar\000"], []);
        await using (watch)
        {
            File.Copy(_made.Single, Path.Combine(_made.Cluster.WorkFolder.FullName, "seen.tar"));
        }

        Assert.That(watch.Found, Has.One.EndsWith("seen.tar"));
    }

    [Test]
    public async Task An_archived_log_that_is_encrypted_is_opened_by_the_same_key()
    {
        const string how = "gzip.age";
        var folder = await SealAsync(_made.Bare, "age");
        var archive = Directory.CreateDirectory(await _made.CopyAsync(_made.Archive.FullName));
        foreach (var segment in archive.GetFiles())
        {
            await WrapAsync(segment.FullName, $"{segment.FullName}.gz.age", how);
        }

        await using var run = await BeginAsync(folder, RecoveryTarget.Latest, _kit.KeyOf(how), archive);
        await using var other = await BeginAsync(_made.Bare, RecoveryTarget.Latest, _kit.OtherKeyOf(how), archive);

        await run.RecoverAsync();
        var refused = Assert.ThrowsAsync<BackupSealedException>(other.FetchAsync)!;

        Assert.That(await run.AskAsync("SELECT count(*) FROM later"), Is.EqualTo("1"));
        Assert.That(refused.Code, Is.EqualTo("DR1602"));
    }

    [TestCase("age")]
    [TestCase("gpg")]
    public async Task No_key_and_another_key_are_told_apart(string how)
    {
        var file = await SealAsync(_made.Single, how);
        await using var noKey = await BeginAsync(file, RecoveryTarget.Latest, null);
        await using var otherKey = await BeginAsync(file, RecoveryTarget.Latest, _kit.OtherKeyOf(how));

        var (none, other) = (Assert.ThrowsAsync<BackupSealedException>(noKey.FetchAsync)!, Assert.ThrowsAsync<BackupSealedException>(otherKey.FetchAsync)!);

        Assert.That((none.Code, other.Code), Is.EqualTo(("DR1601", "DR1602")));
        Assert.That(none.Statement, Does.Contain(Path.GetFileName(file)));
    }

    /// <summary>Whether they belong together shows only once they are opened.</summary>
    [Test]
    public async Task Without_their_key_archives_of_a_folder_are_wrapped_files_like_any()
    {
        var folder = await SealAsync(_made.Packed, "age");

        var listed = await OpenedSource.At(folder, BackupSourceOptions.None).ListAsync(default);

        Assert.That(listed.Select(backup => backup.Format), Is.All.EqualTo(BackupFormat.Wrapped));
    }

    [TestCase("base.tar.gz", 0.5)]
    [TestCase("pg_wal.tar.gz", 0.1)]
    [TestCase("pg_wal.tar.gz", 0.9)]
    [TestCase("backup_manifest", 0.5)]
    public async Task One_byte_of_an_encrypted_file_is_damage_and_named(string name, double at)
    {
        var folder = await SealAsync(_made.Packed, "age");
        var file = new FileInfo(Path.Combine(folder, $"{name}.age"));
        await ChangedByte.FlipAsync(file.FullName, (long)(file.Length * at));
        await using var run = await BeginAsync(folder, RecoveryTarget.Immediate, _kit.KeyOf("age"));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Statement, Does.Contain(file.Name), refused.Message);
        Assert.That(refused.Code, Is.EqualTo("DR1332").Or.EqualTo("DR1325"));
    }

    [Test]
    public async Task A_tablespace_under_another_key_is_told_before_it_is_missed()
    {
        var folder = await SealAsync(_made.Packed, "age");
        var tablespace = Directory.GetFiles(folder).Single(file => char.IsAsciiDigit(Path.GetFileName(file)[0]));
        await File.WriteAllBytesAsync(tablespace, await _kit.WrapAsync("gpg", [1, 2, 3]));
        await using var run = await BeginAsync(folder, RecoveryTarget.Immediate, _kit.KeyOf("age"));

        var refused = Assert.ThrowsAsync<BackupSealedException>(run.FetchAsync)!;

        Assert.That(refused.Statement, Does.Contain(Path.GetFileName(tablespace)));
    }

    [Test]
    public async Task What_is_no_archive_of_a_data_directory_is_no_backup()
    {
        var folder = await SealAsync(_made.Packed, "age");
        var log = Path.Combine(folder, "pg_wal.tar.gz.age");

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(
            () => OpenedSource.At(log, new BackupSourceOptions { Key = _kit.KeyOf("age") }).ListAsync(default))!;

        Assert.That(refused.Code, Is.EqualTo("DR1326"));
        Assert.That(refused.Hint, Does.Contain("a part of the base backup"));
    }

    private static Task<LogRun> BeginAsync(string place, RecoveryTarget target, SecretText? key, DirectoryInfo? archive = null) => LogRun.BeginAsync(
        OpenedSource.At(place, new BackupSourceOptions { Key = key }), target, options => options with { WalArchive = archive });

    /// <summary>A copy whose files are wrapped one by one.</summary>
    private async Task<string> SealAsync(string backup, string how)
    {
        var copy = await _made.CopyAsync(backup);
        if (File.Exists(copy))
        {
            await WrapAsync(copy, $"{copy}.tar.{how}", how);
            return $"{copy}.tar.{how}";
        }

        foreach (var file in Directory.GetFiles(copy))
        {
            await WrapAsync(file, $"{file}.{how}", how);
        }

        return copy;
    }

    private async Task WrapAsync(string path, string into, string how)
    {
        await File.WriteAllBytesAsync(into, await _kit.WrapAsync(how, await File.ReadAllBytesAsync(path)));
        File.Delete(path);
    }
}
