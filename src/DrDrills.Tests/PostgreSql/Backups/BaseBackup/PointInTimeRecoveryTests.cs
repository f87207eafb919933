using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Wal;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>Over one live server and one base backup of it, as <see cref="LogSource"/> says.</summary>
[TestFixture]
public sealed class PointInTimeRecoveryTests
{
    private LogSource _source = null!;

    [OneTimeSetUp]
    public async Task Start_the_source() => _source = await LogSource.StartAsync("updated", "removed", "emptied", "twice", "rewritten", "calm");

    [OneTimeTearDown]
    public async Task Remove_the_source()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    [TestCase("updated", "BEGIN; SAVEPOINT s; UPDATE updated SET note = 'bad' WHERE id > 100; RELEASE s; COMMIT", "updated", DamageKind.RowsChanged)]
    [TestCase("removed", "DROP TABLE removed", "removed", DamageKind.Dropped)]
    [TestCase("emptied", "TRUNCATE emptied", "emptied", DamageKind.Truncated)]
    [TestCase("months", "TRUNCATE months_1", "months", DamageKind.Truncated)]
    public async Task Every_commit_before_the_damage_comes_back_and_nothing_of_it_or_after(
        string named, string damage, string read, DamageKind kind)
    {
        await _source.RunAsync($"INSERT INTO calm SELECT max(id) + 1, 'before {named}' FROM calm", "UPDATE calm SET note = 'seen' WHERE id = 1");
        var held = await _source.HeldAsync();
        var at = await _source.NowAsync();
        await _source.RunAsync(damage, $"INSERT INTO calm SELECT max(id) + 1, 'after {named}' FROM calm", "UPDATE calm SET note = 'later' WHERE id = 2");
        await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(
            _source, RecoveryTarget.BeforeDamage($"public.{named}", at), options => options with { Expected = held });

        await run.RecoverAsync();

        var found = run.Recovery.Damage!;
        var point = run.Replayed!.RecoveryPoint!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await run.AskAsync($"SELECT count(*) FROM {read}"), Is.EqualTo("300"));
            Assert.That(await run.AskAsync($"SELECT count(*) FROM calm WHERE note = 'before {named}'"), Is.EqualTo("1"), "the newest commit before");
            Assert.That(await run.AskAsync($"SELECT count(*) FROM calm WHERE note = 'after {named}'"), Is.EqualTo("0"), "the first commit after");
            Assert.That(await run.AskAsync("SELECT count(*) FROM updated WHERE note = 'bad'"), named == "updated" ? Is.EqualTo("0") : Is.AnyOf("0", "200"));
            Assert.That(
                found.Damage.Kind,
                Is.EqualTo(kind == DamageKind.Dropped && !Needs.IsPostgresFrom(15) ? DamageKind.Truncated : kind),
                "the log of 14 does not tell a drop from a truncation");
            Assert.That(kind != DamageKind.RowsChanged || found.Damage.RecordCount == 200, Is.True, $"{found.Damage}");
            Assert.That(point.NothingLost, Is.True);
            Assert.That(point.Instant, Is.LessThan(at));
            Assert.That(point.Method, Does.Contain($"recovery stopping before commit of transaction {found.Damage.Xid}"));
            Assert.That(point.Method, Does.Contain("last completed transaction was at log time"));
            Assert.That(run.Recovery.Copy.Target!.Settings["archive_mode"], Is.EqualTo("off"));
            Assert.That(run.Backup!.Manifest!.Tables, Is.EqualTo(held.Tables), "what it is compared with");
            Assert.That(run.Backup.Manifest.Files, Is.EqualTo(_source.Backup.Manifest.Files), "the base backup's own files");
            Assert.That(run.Backup.Manifest.TakenAt, Is.EqualTo(_source.Backup.Manifest.TakenAt), "the base backup's own age");
        }

        var disposal = await run.Recovery.DisposeOfCopyAsync(default);
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
        Assert.That(run.Work.GetDirectories(), Is.Empty);
    }

    [Test]
    public async Task Two_transactions_that_may_have_done_it_ask_for_an_explicit_target()
    {
        var at = await _source.NowAsync();
        await _source.RunAsync("UPDATE twice SET note = 'x' WHERE id < 100", "DELETE FROM twice WHERE id > 200");
        await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.BeforeDamage("public.twice", at));

        var asked = Assert.ThrowsAsync<VerificationImpossibleException>(run.FetchAsync);

        Assert.That(asked!.Code, Is.EqualTo("DR4112"));
        Assert.That(asked.Details, Does.Contain("99 rows changed").And.Contain("100 rows changed"));
    }

    [Test]
    public async Task A_rewrite_after_the_damage_is_not_taken_for_it()
    {
        var at = await _source.NowAsync();
        await _source.RunAsync("UPDATE rewritten SET note = 'bad'", "VACUUM FULL rewritten");
        await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.BeforeDamage("public.rewritten", at));

        var ambiguous = Assert.ThrowsAsync<VerificationImpossibleException>(run.RecoverAsync)!;

        Assert.That(ambiguous.Code, Is.EqualTo("DR4112"));
        Assert.That(ambiguous.Details, Does.Contain("300"), "the update that may be the damage is listed");
    }

    [Test]
    public async Task A_table_that_nothing_happened_to_is_not_recovered_by_guess()
    {
        await _source.RunAsync("CREATE TABLE newcomer (id int)");
        await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.BeforeDamage("public.newcomer", await _source.NowAsync()));

        var unknown = Assert.ThrowsAsync<VerificationImpossibleException>(run.FetchAsync);

        Assert.That(unknown!.Code, Is.EqualTo("DR4111"));
        Assert.That(unknown.Statement, Does.Contain("public.newcomer"));
    }

    [Test]
    public async Task A_log_that_ends_before_the_incident_is_refused_naming_the_next_segment()
    {
        var last = await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(
            _source, RecoveryTarget.BeforeDamage("public.calm", await _source.NowAsync() + TimeSpan.FromMinutes(1)));

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync);

        Assert.That(refused!.Code, Is.EqualTo("DR2201"));
        Assert.That(refused.Statement, Does.Contain(last.Next.FileName));
    }

    [Test]
    public async Task A_hole_in_the_log_is_refused_naming_the_segment()
    {
        await _source.RunAsync("INSERT INTO calm SELECT max(id) + 1, 'hole' FROM calm");
        var segment = await _source.CloseLogAsync();
        await _source.RunAsync("INSERT INTO calm SELECT max(id) + 1, 'behind the hole' FROM calm");
        await _source.CloseLogAsync();
        var archive = _source.CopyOfArchive();
        File.Delete(Path.Combine(archive.FullName, segment.FileName));
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.Latest, options => options with { WalArchive = archive });

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync);

        Assert.That(refused!.Code, Is.EqualTo("DR2201"));
        Assert.That(refused.Statement, Does.Contain($"'{segment.FileName}' is missing"));
    }

    [Test]
    public async Task A_segment_with_other_bytes_is_refused_before_it_is_replayed()
    {
        await _source.RunAsync("INSERT INTO calm SELECT max(id) + 1, 'overwritten' FROM calm");
        var segment = await _source.CloseLogAsync();
        var archive = _source.CopyOfArchive();
        await File.WriteAllBytesAsync(Path.Combine(archive.FullName, segment.FileName), new byte[LogSource.SegmentBytes]);
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.Latest, options => options with { WalArchive = archive });

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync);

        Assert.That(refused!.Code, Is.EqualTo("DR2204"));
    }

    [Test]
    public async Task The_end_of_the_log_is_reached_and_said()
    {
        await _source.RunAsync("INSERT INTO calm SELECT max(id) + 1, 'the very last' FROM calm");
        var last = await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.Parse("latest"));

        await run.RecoverAsync();

        Assert.That(await run.AskAsync("SELECT count(*) FROM calm WHERE note = 'the very last'"), Is.EqualTo("1"));
        Assert.That(run.Replayed!.RecoveryPoint!.Method, Does.Contain(last.FileName));
        Assert.That(run.Replayed.RecoveryPoint.NothingLost, Is.False);
        Assert.That(run.Replayed.Deviations, Has.Some.Contains("recovery target is not known"));
    }

    [Test]
    public async Task An_archive_that_ends_short_of_what_the_source_reached_is_refused()
    {
        var last = await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(
            _source, RecoveryTarget.Latest, options => options with { ReachAtLeast = new Lsn(last.End.Value + 100) });

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync);

        Assert.That(refused!.Code, Is.EqualTo("DR2201"));
        Assert.That(refused.Statement, Does.Contain(last.Next.FileName));
    }

    [Test]
    public async Task A_target_that_does_not_exist_is_refused_with_the_servers_own_line()
    {
        await _source.CloseLogAsync();
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.Parse("name never_made"));

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.RecoverAsync);

        Assert.That(refused!.Statement, Does.Contain("recovery ended before configured recovery target was reached"));
    }

    [Test]
    public async Task A_damaged_file_of_the_base_backup_is_refused_by_name()
    {
        var mine = _source.Cluster.WorkFolder.CreateSubdirectory($"damaged-{Guid.NewGuid():N}");
        await BackupFiles.CopyAsync(_source.Backup.Folder.FullName, Path.Combine(mine.FullName, "base"), null, default);
        var path = Path.Combine(mine.FullName, "base", BackupLayout.Base, "global", "pg_filenode.map");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        await using var run = await LogRun.BeginAsync(
            _source, RecoveryTarget.Latest, options => options with { Source = new BackupFolderSource(mine.FullName) });

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync);

        Assert.That(refused!.Code, Is.EqualTo("DR1311"));
        Assert.That(refused.Statement, Does.Contain("global/pg_filenode.map"));
    }

    [Test]
    public async Task A_newer_timeline_in_the_archive_is_not_passed_over()
    {
        var archive = _source.CopyOfArchive();
        await File.WriteAllTextAsync(Path.Combine(archive.FullName, "00000002.history"), "1\t0/5000000\tafter a failover\n");
        await using var run = await LogRun.BeginAsync(_source, RecoveryTarget.Latest, options => options with { WalArchive = archive });

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync);

        Assert.That(refused!.Code, Is.EqualTo("DR2205"));
    }
}
