using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Backups.BaseBackup;
using DrDrills.Tests.PostgreSql.Backups.Wrapping;
using DrDrills.Verification;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Barman;

/// <summary>Over the folders of <see cref="BarmanHome"/>.</summary>
[TestFixture]
public sealed class BarmanRecoveryTests
{
    private const string Steps = "SELECT string_agg(name, ', ' ORDER BY name) FROM steps";

    private BarmanHome _made = null!;

    [OneTimeSetUp]
    public async Task Make_the_backups() => _made = await BarmanHome.SharedAsync();

    [Test]
    public async Task A_backup_by_rsync_comes_back_to_the_newest_log_that_came_in_and_the_folder_stays_as_it_was()
    {
        var before = await FolderFingerprint.OfAsync(_made.Home);
        await using var run = await BeginAsync(_made.Copied, "latest");

        await run.RecoverAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await run.AskAsync(Steps), Is.EqualTo("copied 0, copied 2, flowed 1, not archived yet, unwanted, wanted"));
            Assert.That(await run.AskAsync("SELECT count(*) FROM aside"), Is.EqualTo("500"));
            Assert.That(await run.AskAsync("SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = 'aside'"), Does.StartWith(run.Work.FullName));
            Assert.That(await run.AskAsync("SHOW max_connections"), Is.EqualTo("150"));
            Assert.That(await run.AskAsync("SHOW archive_mode"), Is.EqualTo("off"));
            Assert.That(run.Replayed!.Deviations, Has.One.Contains("no checksums of backups by rsync"));
            Assert.That(run.Replayed.Deviations, Has.One.Contains("'barman recover' writes"));
        }

        var disposal = await run.Recovery.DisposeOfCopyAsync(default);
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
        Assert.That(run.Work.GetDirectories(), Is.Empty);
        Assert.That(await FolderFingerprint.OfAsync(_made.Home), Is.EqualTo(before));
    }

    [Test]
    public async Task A_packed_backup_by_pg_basebackup_comes_back_to_a_restore_point()
    {
        await using var run = await BeginAsync(_made.Flowed, "name here");

        await run.RecoverAsync();

        Assert.That(await run.AskAsync(Steps), Does.EndWith(", wanted").And.Not.Contain("unwanted"));
        Assert.That(await run.AskAsync("SELECT count(*) FROM aside"), Is.EqualTo("500"));
        Assert.That(run.Replayed!.Deviations, Has.None.Contains("checksums"));
    }

    [Test]
    public async Task A_changed_byte_and_a_file_that_was_cut_short_are_found_in_a_backup_by_rsync_and_the_tables_are_named()
    {
        var copy = await _made.CopyAsync(_made.Copied);
        var data = Path.Combine(copy, "base", _made.Ids[0], "data");
        var file = LargestIn(Path.Combine(data, "base"));
        await ChangedByte.FlipAsync(file, new FileInfo(file).Length / 2);
        await using (var kept = new FileStream(Path.Combine(data, _made.FileOfKept), FileMode.Open))
        {
            kept.SetLength(kept.Length / 2 / 8192 * 8192);
        }

        await using var run = await BeginAsync(copy, "immediate");
        await run.RecoverAsync();
        var questions = DrDrills.PostgreSql.Verifications.Verifications.SelfConsistent;

        List<string> said = [];
        foreach (var question in questions)
        {
            var answer = await question.RunAsync(ContextOf(run), default);
            said.AddRange(answer.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ToString()!));
        }

        Assert.That(said, Has.Some.Contains("table public.accounts"), string.Join('\n', said));
        Assert.That(said, Has.Some.Matches("^DRF48[67] table public.kept"), string.Join('\n', said));
    }

    [Test]
    public async Task A_missing_file_of_a_backup_by_rsync_is_found_though_replay_makes_it_anew_and_its_table_is_named()
    {
        var copy = await _made.CopyAsync(_made.Copied);
        File.Delete(Path.Combine(copy, "base", _made.Ids[0], "data", _made.FileOfKept));
        await using var run = await BeginAsync(copy, "latest");

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.RecoverAsync)!;

        Assert.That((refused.Code, refused.ExitCode), Is.EqualTo(("DR1336", ExitCode.VerificationFailed)));
        Assert.That(refused.Statement, Does.Contain($"file '{_made.FileOfKept}' of table public.kept is missing;"));
    }

    [Test]
    public async Task A_changed_byte_of_a_packed_backup_is_refused_by_the_archives_name()
    {
        var copy = await _made.CopyAsync(_made.Flowed);
        var file = Directory.EnumerateFiles(copy, "base.tar.gz", SearchOption.AllDirectories).Single();
        await ChangedByte.FlipAsync(file, new FileInfo(file).Length / 2);
        await using var run = await BeginAsync(copy, "immediate");

        var refused = Assert.CatchAsync<DrillException>(run.FetchAsync)!;

        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
        Assert.That(refused.Statement, Does.Contain("base.tar.gz").Or.Contain("base/"));
    }

    [TestCase(true, "DR2201")]
    [TestCase(false, "DR1331")]
    public async Task A_missing_or_damaged_segment_is_refused_by_name(bool missing, string code)
    {
        var copy = await _made.CopyAsync(_made.Copied);
        var segment = Directory.EnumerateFiles(Path.Combine(copy, "wals"), "0*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file).Length == 24).Order(StringComparer.Ordinal).Last();
        if (missing)
        {
            File.Delete(segment);
        }
        else
        {
            // In its checksum: in the name at its head, and of the zeros behind a few records, a changed byte harms nothing.
            await ChangedByte.FlipAsync(segment, new FileInfo(segment).Length - 6);
        }

        await using var run = await BeginAsync(copy, "latest");

        var refused = Assert.CatchAsync<DrillException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
        Assert.That(refused.Statement, Does.Contain(Path.GetFileName(segment)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_newest_segment_is_missed_where_the_list_of_the_log_has_it(bool listIsNamedAfterTheServer)
    {
        var copy = await _made.CopyAsync(_made.Copied, listIsNamedAfterTheServer);
        Directory.Delete(Path.Combine(copy, "incoming"), recursive: true);
        var newest = Directory.EnumerateFiles(Path.Combine(copy, "wals"), "0*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file).Length == 24).Order(StringComparer.Ordinal).Last();
        File.Delete(newest);
        await using var run = await BeginAsync(copy, "latest");

        var refused = Assert.ThrowsAsync<RecoveryTargetUnreachableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR2201"));
        Assert.That(refused.Statement, Does.Contain($"'{Path.GetFileName(newest)}' is missing"));
    }

    [Test]
    public async Task A_tablespace_that_was_left_behind_is_missed_before_anything_is_brought()
    {
        var copy = await _made.CopyAsync(_made.Copied);
        var space = Directory.GetDirectories(Path.Combine(copy, "base", _made.Ids[0])).Single(folder => Path.GetFileName(folder) != "data");
        Directory.Delete(space, recursive: true);
        await using var run = await BeginAsync(copy, "immediate");

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1334"));
        Assert.That(refused.Statement, Does.Contain(Path.GetFileName(space)));
    }

    [Test]
    public async Task A_segment_packed_by_what_is_not_undone_here_is_refused_and_no_hole()
    {
        var copy = await _made.CopyAsync(_made.Copied);
        var segment = Directory.EnumerateFiles(Path.Combine(copy, "wals"), "0*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file).Length == 24).Order(StringComparer.Ordinal).Last();
        await File.WriteAllBytesAsync(segment, [0xFF, 0x06, 0x00, 0x00, .. "sNaPpY and more"u8]);
        var list = Directory.EnumerateFiles(Path.Combine(copy, "wals"), "*xlog.db").Single();
        await File.WriteAllLinesAsync(list, (await File.ReadAllLinesAsync(list)).Select(
            line => line.StartsWith(Path.GetFileName(segment), StringComparison.Ordinal) ? line.Replace("\tgzip", "\tsnappy", StringComparison.Ordinal) : line));
        await using var run = await BeginAsync(copy, "latest");

        var refused = Assert.ThrowsAsync<EngineUnavailableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR3149"));
        Assert.That(refused.Statement, Does.Contain($"'{Path.GetFileName(segment)}'").And.Contain("'snappy'"));
        Assert.That(run.Work.GetDirectories("backup*"), Is.Empty, "nothing was fetched");
    }

    /// <summary>A copy encrypted as Barman 3.14 and later do it: each archive after it was packed, and each segment, which keeps its name.</summary>
    [Test]
    public async Task An_encrypted_backup_and_its_encrypted_log_come_back_by_their_key_alone()
    {
        await using var kit = await WrappingKit.OpenAsync();
        var copy = await EncryptedAsync(kit);
        await using var run = await BeginAsync(copy, "name here", kit.KeyOf("gpg"));
        await using var sealedRun = await BeginAsync(copy, "name here");
        await using var other = await BeginAsync(copy, "name here", kit.OtherKeyOf("gpg"));

        await run.RecoverAsync();
        var noKey = Assert.ThrowsAsync<BackupSealedException>(sealedRun.FetchAsync)!;
        var otherKey = Assert.ThrowsAsync<BackupSealedException>(other.FetchAsync)!;

        Assert.That(await run.AskAsync(Steps), Does.EndWith(", wanted").And.Not.Contain("unwanted"));
        Assert.That((noKey.Code, otherKey.Code), Is.EqualTo(("DR1601", "DR1602")));
    }

    [TestCase("base", "DR1332")]
    [TestCase("wals", "DR1331")]
    public async Task A_changed_byte_of_an_encrypted_archive_or_segment_is_damage_and_no_wrong_key(string where, string code)
    {
        await using var kit = await WrappingKit.OpenAsync();
        var copy = await EncryptedAsync(kit);
        var file = Directory.EnumerateFiles(Path.Combine(copy, where), where == "base" ? "*.gpg" : new string('?', 24), SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Last();
        await ChangedByte.FlipAsync(file, new FileInfo(file).Length / 2);
        await using var run = await BeginAsync(copy, "latest", kit.KeyOf("gpg"));

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
        Assert.That(refused.Statement, Does.Contain(Path.GetFileName(file)));
    }

    private async Task<string> EncryptedAsync(WrappingKit kit)
    {
        var copy = await _made.CopyAsync(_made.Flowed, inMeta: true);
        var data = Path.Combine(copy, "base", _made.FlowedId, "data");
        foreach (var archive in Directory.GetFiles(data, "*.tar.gz"))
        {
            await File.WriteAllBytesAsync(archive + ".gpg", await kit.WrapAsync("gpg", await File.ReadAllBytesAsync(archive)));
            File.Delete(archive);
        }

        foreach (var segment in Directory.GetFiles(Path.Combine(copy, "wals"), "0*", SearchOption.AllDirectories))
        {
            await File.WriteAllBytesAsync(segment, await kit.WrapAsync("gzip.gpg", await File.ReadAllBytesAsync(segment)));
        }

        await BarmanHome.DescribeAsync(copy, _made.FlowedId, "encryption", "gpg");
        return copy;
    }

    private static Task<LogRun> BeginAsync(string server, string target, SecretText? key = null) =>
        LogRun.BeginAsync(OpenedSource.At(server, new BackupSourceOptions { Key = key }), RecoveryTarget.Parse(target));

    private static VerificationContext ContextOf(LogRun run) => new()
    {
        Backup = run.Backup!,
        Incident = new DrDrills.Drills.Incident("test", DrDrills.Drills.IncidentKind.Declared, Samples.Incidence),
        Objectives = DrDrills.Objectives.DrillObjectives.None,
        Target = run.Recovery.Copy.Target,
        Database = run.Recovery.Copy.Database,
        DatabaseAs = run.Recovery.Copy.DatabaseAs,
    };

    private static string LargestIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .OrderByDescending(file => new FileInfo(file).Length).First();
}
