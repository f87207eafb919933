using System.Formats.Tar;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;
using DrDrills.Tests.Tools;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>Over one live server and base backups of it as <see cref="ToolBaseBackups"/> makes them.</summary>
[TestFixture]
public sealed partial class ToolBaseBackupTests
{
    private ToolBaseBackups _made = null!;

    [OneTimeSetUp]
    public async Task Make_the_backups() => _made = await ToolBaseBackups.MakeAsync();

    [OneTimeTearDown]
    public async Task Remove_them()
    {
        if (_made is not null)
        {
            await _made.DisposeAsync();
        }
    }

    [Test]
    public async Task Plain_files_with_their_log_and_a_tablespace_come_back_without_an_archive()
    {
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(_made.Plain), RecoveryTarget.Latest);

        await run.RecoverAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Backup!.Format, Is.EqualTo(BackupFormat.PgBaseBackup));
            Assert.That(run.Backup.TakenAt, Is.Not.Null, "told by the label");
            Assert.That(await run.AskAsync("SELECT current_database()"), Is.EqualTo(ToolBaseBackups.Database), "found without being named");
            Assert.That(await run.AskAsync("SELECT count(*) FROM aside"), Is.EqualTo("500"));
            Assert.That(await run.AskAsync("SELECT count(*) FROM pgbench_accounts"), Is.EqualTo("100000"));
            Assert.That(await run.AskAsync("SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = 'aside'"), Does.StartWith(run.Work.FullName));
            Assert.That(await run.AskAsync("SHOW max_connections"), Is.EqualTo("150"), "the source's limit");
            Assert.That(await run.AskAsync("SELECT to_regclass('later')::text"), Is.Empty, "made after the backup");
            Assert.That(run.Replayed!.RecoveryPoint!.NothingLost, Is.False);
            Assert.That(run.Replayed.Deviations, Has.None.Contains("backup_manifest"));
        }

        var disposal = await run.Recovery.DisposeOfCopyAsync(default);
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
        Assert.That(run.Work.GetDirectories(), Is.Empty);
    }

    [Test]
    public async Task A_table_that_a_prepared_transaction_holds_is_told_and_not_called_refusing()
    {
        var run = await CheckedBackup.DrillAsync(_made.Waiting);

        var finding = run.Verifications.SelectMany(verification => verification.Findings).Single(finding => finding.Code == "DRF414");
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(finding.Severity, Is.EqualTo(FindingSeverity.Note));
        Assert.That(finding, Has.Property("Subject").EqualTo("table public.held").And.Property("Observed").EqualTo("held by transaction 'transfer 7'"));
    }

    [Test]
    public async Task Packed_archives_with_a_tablespace_come_back_at_the_end_of_the_backup_itself()
    {
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(_made.Packed), RecoveryTarget.Immediate);

        await run.RecoverAsync();

        Assert.That(run.Backup!.Format, Is.EqualTo(BackupFormat.PgBaseBackupTar));
        Assert.That(await run.AskAsync("SELECT count(*) FROM aside"), Is.EqualTo("500"));
        Assert.That(run.Replayed!.RecoveryPoint!.Method, Does.Contain("recovery stopping after reaching consistency"));
    }

    [Test]
    public async Task One_archive_from_a_pipe_comes_back_from_what_is_inside()
    {
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(_made.Single), RecoveryTarget.Latest);

        await run.RecoverAsync();

        Assert.That(run.Backup!.Format, Is.EqualTo(BackupFormat.PgBaseBackupTar));
        Assert.That(await run.AskAsync("SELECT count(*) FROM pgbench_accounts"), Is.EqualTo("100000"));
        Assert.That(run.Replayed!.Deviations, Has.None.Contains("backup_manifest"));
    }

    [Test]
    public async Task Archives_without_manifest_and_log_come_back_with_the_archive_and_say_what_was_not_looked_at()
    {
        await using var run = await LogRun.BeginAsync(
            new BackupFolderSource(_made.Bare), RecoveryTarget.Latest, options => options with { WalArchive = _made.Archive });

        await run.RecoverAsync();

        Assert.That(await run.AskAsync("SELECT count(*) FROM later"), Is.EqualTo("1"));
        Assert.That(run.Replayed!.Deviations, Has.One.Contains("no backup_manifest"));
    }

    [Test]
    public async Task Without_any_log_nothing_is_restored()
    {
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(_made.Bare), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR2214"));
        Assert.That(refused.Hint, Does.Contain("--wal-archive"));
    }

    [Test]
    public async Task One_byte_of_a_plain_file_is_refused_by_the_files_name()
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var file = LargestIn(Path.Combine(copy, "base"));
        await ChangedByte.FlipAsync(file, new FileInfo(file).Length / 2);
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1311"));
        Assert.That(refused.Statement, Does.Contain(Path.GetRelativePath(copy, file)));
    }

    [Test]
    public async Task One_byte_inside_an_archive_is_refused_by_the_files_name()
    {
        var copy = await _made.CopyAsync(_made.Single);
        await ChangedByte.FlipAsync(copy, new FileInfo(copy).Length / 2);
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1311"), refused.Message);
        Assert.That(refused.Statement, Does.Match("\"(base|global|pg_)[^\"]*\""));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_packed_archive_that_is_damaged_or_cut_short_is_refused_by_name(bool cut)
    {
        const string name = "base.tar.gz";
        var copy = await _made.CopyAsync(_made.Packed);
        var file = new FileInfo(Path.Combine(copy, name));
        if (cut)
        {
            await using var open = file.OpenWrite();
            open.SetLength(file.Length * 9 / 10);
        }
        else
        {
            await ChangedByte.FlipAsync(file.FullName, file.Length / 2);
        }

        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Message, Does.Contain(name));
        Assert.That(refused.Code, Is.EqualTo("DR1332"), refused.Message);
    }

    [Test]
    public async Task A_missing_file_is_refused_by_name()
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var file = LargestIn(Path.Combine(copy, "base"));
        File.Delete(file);
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Statement, Does.Contain(Path.GetRelativePath(copy, file)));
    }

    [Test]
    public async Task A_tablespace_that_was_left_behind_is_missed_before_anything_is_brought()
    {
        var packed = await _made.CopyAsync(_made.Packed);
        var archive = Directory.GetFiles(packed).Single(file => char.IsAsciiDigit(Path.GetFileName(file)[0]));
        File.Delete(archive);
        var plain = await _made.CopyAsync(_made.Plain);
        var link = new DirectoryInfo(Path.Combine(plain, "pg_tblspc")).GetFileSystemInfos().Single();
        File.Delete(link.FullName);
        File.CreateSymbolicLink(link.FullName, "/srv/not-here");

        foreach (var (place, named) in new[] { (packed, Path.GetFileName(archive).Split('.')[0]), (plain, "/srv/not-here") })
        {
            await using var run = await LogRun.BeginAsync(new BackupFolderSource(place), RecoveryTarget.Latest);

            var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

            Assert.That(refused.Code, Is.EqualTo("DR1334"));
            Assert.That(refused.Statement, Does.Contain(named));
            Assert.That(run.Work.GetDirectories(), Is.Empty, "nothing was brought");
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Files_of_a_version_that_the_target_cannot_have_are_an_environment_gap(bool packed)
    {
        var copy = await _made.CopyAsync(_made.Plain);
        await File.WriteAllTextAsync(Path.Combine(copy, "PG_VERSION"), "77\n");
        if (packed)
        {
            var outcome = await HostCommand.RunAsync(["tar", "-cf", $"{copy}.tar", "-C", copy, "backup_label", "PG_VERSION", "global", "base"], default);
            Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        }

        await using var run = await LogRun.BeginAsync(new BackupFolderSource(packed ? $"{copy}.tar" : copy), RecoveryTarget.Latest);

        var lacking = Assert.ThrowsAsync<EngineUnavailableException>(run.FetchAsync)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lacking.Code, Is.EqualTo("DR3132"));
            Assert.That(lacking.Statement, Does.Contain("holds files of PostgreSQL 77, which no other version reads"));
            Assert.That(run.Work.GetDirectories(), packed ? Has.Length.EqualTo(1) : Is.Empty, "nothing is brought where the version shows before");
        }
    }

    [TestCase(true, "DR2201")]
    [TestCase(false, "DR2215")]
    public async Task A_segment_of_the_log_inside_that_is_missing_or_damaged_is_refused_by_name(bool missing, string code)
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var segment = Directory.GetFiles(Path.Combine(copy, "pg_wal")).Order().First();
        if (missing)
        {
            // The page that it begins with says so too: under a later name alone it would be one that the server made ahead.
            var later = WalSegment.TryParse("0000000100000000000000FF", ToolBaseBackups.SegmentBytes)!.Value;
            File.Move(segment, Path.Combine(copy, "pg_wal", later.FileName));
            await using var file = File.OpenWrite(Path.Combine(copy, "pg_wal", later.FileName));
            file.Position = 8;
            await file.WriteAsync(BitConverter.GetBytes(later.Begin.Value));
        }
        else
        {
            await ChangedByte.FlipAsync(segment, 0x60);
        }

        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Immediate);

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
        Assert.That(refused.Statement, Does.Contain(Path.GetFileName(segment)));
    }

    [Test]
    public async Task An_archive_that_wants_to_write_elsewhere_is_refused()
    {
        var path = Path.Combine(_made.Cluster.WorkFolder.FullName, "evil.tar");
        await using (var writer = new TarWriter(File.Create(path), TarEntryFormat.Ustar))
        {
            await writer.WriteEntryAsync(Entry("backup_label", "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)\n"));
            await writer.WriteEntryAsync(Entry("PG_VERSION", "15\n"));
            await writer.WriteEntryAsync(Entry("../../escaped", "x"));
        }

        await using var run = await LogRun.BeginAsync(new BackupFolderSource(path), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1333"));
        Assert.That(refused.Statement, Does.Contain("../../escaped"));
        Assert.That(File.Exists(Path.Combine(run.Work.FullName, "escaped")), Is.False);
    }

    private static UstarTarEntry Entry(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) };

    private static string LargestIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).OrderByDescending(file => new FileInfo(file).Length).First();
}
