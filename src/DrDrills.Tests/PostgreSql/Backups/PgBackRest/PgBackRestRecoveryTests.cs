using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgBackRest;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Backups.BaseBackup;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.PgBackRest;

/// <summary>Over the repositories of <see cref="PgBackRestRepository"/>.</summary>
[TestFixture]
public sealed class PgBackRestRecoveryTests
{
    private const string Steps = "SELECT string_agg(name, ', ' ORDER BY name) FROM steps";

    private PgBackRestRepository _made = null!;

    [OneTimeSetUp]
    public async Task Make_the_repositories() => _made = await PgBackRestRepository.SharedAsync();

    [Test]
    public async Task An_incremental_backup_comes_back_to_the_end_of_the_log_and_the_repository_stays_as_it_was()
    {
        var before = await FolderFingerprint.OfAsync(_made.Plain);
        await using var run = await BeginAsync(_made.Plain, "latest");

        await run.RecoverAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Backup!.Id.Value, Is.EqualTo(_made.Labels[0]));
            Assert.That(await run.AskAsync(Steps), Is.EqualTo("diff 1, full 1, full 2, full 3, incr 1, incr 3, unwanted, wanted"));
            Assert.That(await run.AskAsync("SELECT count(*) FROM accounts"), Is.EqualTo("20000"));
            Assert.That(await run.AskAsync("SELECT count(DISTINCT note) FROM apart"), Is.EqualTo("2000"));
            Assert.That(await run.AskAsync("SHOW archive_mode"), Is.EqualTo("off"));
            Assert.That(await run.AskAsync("SHOW archive_command"), Is.AnyOf("(disabled)", ""));
            Assert.That(await run.AskAsync("SHOW max_connections"), Is.EqualTo("150"));
            Assert.That(await run.AskAsync("SHOW restore_command"), Does.StartWith("cp "), "nothing of the copy reaches the repository");
        }

        var disposal = await run.Recovery.DisposeOfCopyAsync(default);
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
        Assert.That(run.Work.GetDirectories(), Is.Empty);
        Assert.That(await FolderFingerprint.OfAsync(_made.Plain), Is.EqualTo(before));
    }

    [Test]
    public async Task A_full_backup_comes_back_to_a_restore_point()
    {
        await using var run = await BeginAsync(_made.Plain, "name here", _made.Labels[^1]);

        await run.RecoverAsync();

        Assert.That(await run.AskAsync(Steps), Does.EndWith("wanted").And.Not.Contain("unwanted"));
        Assert.That(run.Replayed!.RecoveryPoint!.Method, Does.Contain("recovery stopping at restore point \"here\""));
    }

    [Test]
    public async Task An_encrypted_backup_comes_back_at_its_own_end()
    {
        await using var run = await BeginAsync(_made.Encrypted, "immediate");

        await run.RecoverAsync();

        Assert.That(await run.AskAsync(Steps), Is.EqualTo("diff 1, full 1, full 2, incr 1"));
    }

    [TestCase("full")]
    [TestCase("incr")]
    public async Task A_backup_in_bundles_packed_by_zstd_comes_back(string kind)
    {
        await using var run = await BeginAsync(_made.Bundled, "immediate", LabelIn(_made.Bundled, kind));

        await run.RecoverAsync();

        Assert.That(await run.AskAsync(Steps), Is.EqualTo($"diff 1, full 1, full 2, full 3, incr 1{(kind == "full" ? "" : ", incr 3")}"));
        Assert.That(await run.AskAsync("SELECT count(*) || ' ' || count(NULLIF(note, '')) FROM accounts"), Is.EqualTo("20000 19999"));
    }

    [Test]
    public async Task Of_a_damaged_bundle_the_file_that_the_damage_is_in_is_named()
    {
        var copy = await _made.CopyAsync(_made.Bundled);
        var full = Path.Combine(copy, "backup", PgBackRestRepository.Stanza, LabelIn(copy, "full"));
        var bundled = PgBackRestFile.Of(await File.ReadAllTextAsync(Path.Combine(full, "backup.manifest")))
            .Where(file => file.Bundle == 1).OrderBy(file => file.Offset).ToList();
        var hurt = bundled[bundled.Count / 2];
        await HurtAsync(Path.Combine(full, "bundle", "1"), missing: false, hurt.Offset + (hurt.KeptSize / 2));
        await using var run = await BeginAsync(copy, "immediate", Path.GetFileName(full));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1342"), refused.Message);
        Assert.That(refused.Statement, Does.Contain($"file '{hurt.Name}'"));
    }

    [Test]
    public async Task A_bundle_that_is_gone_is_named_with_the_backup_that_kept_it()
    {
        var copy = await _made.CopyAsync(_made.Bundled);
        var full = LabelIn(copy, "full");
        File.Delete(Path.Combine(copy, "backup", PgBackRestRepository.Stanza, full, "bundle", "1"));
        await using var run = await BeginAsync(copy, "immediate", LabelIn(copy, "incr"));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1342"), refused.Message);
        Assert.That(refused.Statement, Does.Match($@"\d+ files are damaged or missing: file '[^']+' in '{full}/bundle/1' \(file missing\), .* and \d+ more"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_damaged_or_missing_file_beside_the_bundles_is_refused_by_name(bool missing)
    {
        // Too large for a bundle: in blocks where this pgBackRest knows them, else packed as a whole.
        var ending = _made.Version >= PgBackRestRepository.FirstWithBlocks ? ".pgbi" : ".zst";
        var copy = await _made.CopyAsync(_made.Bundled);
        var data = Path.Combine(copy, "backup", PgBackRestRepository.Stanza, LabelIn(copy, "full"), "pg_data");
        var file = Directory.EnumerateFiles(Path.Combine(data, "base"), $"*{ending}", SearchOption.AllDirectories).OrderByDescending(path => new FileInfo(path).Length).First();
        await HurtAsync(file, missing);
        await using var run = await BeginAsync(copy, "immediate", LabelIn(copy, "full"));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1342"), refused.Message);
        Assert.That(refused.Statement, Does.Contain($"'{Path.GetRelativePath(data, file)[..^ending.Length]}'"));
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public async Task A_damaged_or_missing_file_is_refused_by_name(bool encrypted, bool missing)
    {
        var copy = await _made.CopyAsync(encrypted ? _made.Encrypted : _made.Plain);
        var full = Directory.GetDirectories(Path.Combine(copy, "backup", PgBackRestRepository.Stanza), "*F").Single();
        var file = Directory.EnumerateFiles(Path.Combine(full, "pg_data", "base"), "*.gz", SearchOption.AllDirectories)
            .OrderByDescending(path => new FileInfo(path).Length).First();
        await HurtAsync(file, missing);
        await using var run = await BeginAsync(copy, "immediate", Path.GetFileName(full));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1342"), refused.Message);
        Assert.That(refused.Statement, Does.Contain(Path.GetRelativePath(Path.Combine(full, "pg_data"), file)[..^3]));
        Assert.That(refused.Message, Does.Not.Contain(PgBackRestRepository.Passphrase.Reveal()));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task All_damaged_and_missing_files_are_named_at_once_before_anything_is_restored(bool encrypted)
    {
        var copy = await _made.CopyAsync(encrypted ? _made.Encrypted : _made.Plain);
        var data = Path.Combine(Directory.GetDirectories(Path.Combine(copy, "backup", PgBackRestRepository.Stanza), "*F").Single(), "pg_data");
        var files = Directory.EnumerateFiles(Path.Combine(data, "base"), "*.gz", SearchOption.AllDirectories)
            .OrderByDescending(path => new FileInfo(path).Length).Take(2).ToList();
        await HurtAsync(files[0], missing: false);
        await HurtAsync(files[1], missing: true);
        await using var run = await BeginAsync(copy, "immediate", Path.GetFileName(Path.GetDirectoryName(data)));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1342"), refused.Message);
        Assert.That(refused.Statement, Does.Contain("2 files are damaged or missing"));
        foreach (var file in files)
        {
            Assert.That(refused.Statement, Does.Contain($"'{Path.GetRelativePath(data, file)[..^3]}'"));
        }

        Assert.That(Directory.EnumerateFiles(run.Work.FullName, "PG_VERSION", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task A_damaged_file_of_a_tablespace_is_refused_by_name()
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var full = Directory.GetDirectories(Path.Combine(copy, "backup", PgBackRestRepository.Stanza), "*F").Single();
        var file = Directory.EnumerateFiles(Path.Combine(full, "pg_tblspc"), "*.gz", SearchOption.AllDirectories)
            .OrderByDescending(path => new FileInfo(path).Length).First();
        await HurtAsync(file, missing: false);
        await using var run = await BeginAsync(copy, "immediate", Path.GetFileName(full));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1342"), refused.Message);
        Assert.That(refused.Statement, Does.Contain($"file '{Path.GetRelativePath(full, file)[..^3]}'"));
    }

    [Test]
    public async Task Damage_that_the_backup_does_not_need_is_told_beside_its_recovery()
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var incremental = Path.Combine(copy, "backup", PgBackRestRepository.Stanza, _made.Labels[0], "pg_data", "base");
        var segment = Directory.EnumerateFiles(Path.Combine(copy, "archive"), "0*-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var file = Directory.EnumerateFiles(incremental, "*.gz", SearchOption.AllDirectories).OrderByDescending(path => new FileInfo(path).Length).First();
        await HurtAsync(file, missing: false);
        await HurtAsync(segment, missing: false, 40);
        await using var run = await BeginAsync(copy, "immediate", _made.Labels[^1]);

        await run.RecoverAsync();

        // A version that can verify one backup with its log reads nothing else.
        Assert.That(
            string.Join('\n', run.Replayed!.Deviations),
            await PgBackRestProgram.KnowsAsync("verify", "--set", default)
                ? Does.Not.Contain("pgbackrest verify")
                : Does.Contain("damage elsewhere in the repository")
                    .And.Contain($"'{_made.Labels[0]}/pg_data/base/{Path.GetRelativePath(incremental, file)[..^3]}' (invalid ")
                    .And.Contain(Path.GetFileName(segment)[..24])
                    .And.Contain("2 that this restore does not need"));
    }

    [TestCase(true, "DR2201")]
    [TestCase(false, "DR1331")]
    public async Task A_missing_or_damaged_segment_is_refused_by_name(bool missing, string code)
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var segment = Directory.EnumerateFiles(Path.Combine(copy, "archive"), "0*-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ElementAt(^2);

        // In the code table at its beginning: of the zeros behind a few records, most changed bits unpack to the same zeros, which harms nothing.
        await HurtAsync(segment, missing, 40);
        await using var run = await BeginAsync(copy, "latest");

        var refused = Assert.CatchAsync<DrillException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
        Assert.That(refused.Statement, Does.Contain(Path.GetFileName(segment)[..24]));
    }

    [TestCase("ERROR: [042]: unable to get 0001:\n  repo1: x.gz [FileOpenError] unable to open file '/w/0001' for write: [13] Permission denied", true)]
    [TestCase("ERROR: [041]: unable to write '/w/data/base/5/1255': [28] No space left on device", true)]
    [TestCase("ERROR: [029]: raised from local-1 protocol: zlib threw error: [-3] data error", false)]
    [TestCase("ERROR: [055]: unable to open missing file '/r/backup/shop/1F/pg_data/base/5/1255.gz' for read", false)]
    public void What_is_in_the_way_on_this_machine_is_not_laid_at_the_backups_door(string said, bool ourSide) =>
        Assert.That(PgBackRestDamage.IsOurSide(new ToolOutcome(41, "", said)), Is.EqualTo(ourSide));

    private static string LabelIn(string repository, string kind) => Path.GetFileName(
        Directory.GetDirectories(Path.Combine(repository, "backup", PgBackRestRepository.Stanza), kind == "full" ? "2*F" : "2*I").Single());

    private static Task<LogRun> BeginAsync(string repository, string target, string? label = null) => LogRun.BeginAsync(
        OpenedSource.At(repository, new BackupSourceOptions { Key = PgBackRestRepository.Passphrase }),
        RecoveryTarget.Parse(target),
        options => label is null ? options : options with { Selection = BackupSelection.ById(label) });

    private static async Task HurtAsync(string path, bool missing, long? at = null)
    {
        if (missing)
        {
            File.Delete(path);
            return;
        }

        await ChangedByte.FlipAsync(path, at ?? new FileInfo(path).Length / 2);
    }
}
