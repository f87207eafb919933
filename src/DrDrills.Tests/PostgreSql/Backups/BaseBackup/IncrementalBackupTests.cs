using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>Over one chain of backups as <see cref="IncrementalChain"/> makes it. What combines them is there from PostgreSQL 17 on only.</summary>
[TestFixture]
public sealed class IncrementalBackupTests
{
    private IncrementalChain _made = null!;

    /// <summary>What this machine's version can be asked; the names say which it was.</summary>
    private static IEnumerable<TestCaseData> Combining => IncrementalChain.IsReal
        ?
        [
            new TestCaseData(new Func<IncrementalBackupTests, Task>(test => test.CombinesAsync()))
                .SetName("They_come_back_combined_with_those_beside_them_that_they_build_on"),
            new TestCaseData(new Func<IncrementalBackupTests, Task>(test => test.RefusesWhatDoesNotFitAsync()))
                .SetName("A_full_backup_that_lacks_a_file_is_refused_by_the_name_of_what_it_was_for"),
        ]
        :
        [
            new TestCaseData(new Func<IncrementalBackupTests, Task>(test => test.LacksTheProgramAsync()))
                .SetName("Without_pg_combinebackup_they_are_an_environment_gap"),
        ];

    [OneTimeSetUp]
    public async Task Make_the_backups() => _made = await IncrementalChain.MakeAsync();

    [OneTimeTearDown]
    public async Task Remove_them()
    {
        if (_made is not null)
        {
            await _made.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Combining))]
    public Task Of_a_whole_chain(Func<IncrementalBackupTests, Task> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return test(this);
    }

    [Test]
    public async Task A_byte_of_what_one_builds_on_is_refused_by_the_files_name()
    {
        var all = await _made.CopyAsync();
        var file = LargestOf(all);
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Position = stream.Length / 2;
            var value = stream.ReadByte();
            stream.Position--;
            stream.WriteByte((byte)(value ^ 1));
        }

        await using var run = await BeginAsync(all);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1311"));
        Assert.That(refused.Statement, Does.Contain("'full'").And.Contain(Path.GetRelativePath(Path.Combine(all, "full"), file)));
    }

    [Test]
    public async Task One_whose_chain_is_not_there_is_inconclusive_before_anything_is_brought()
    {
        var all = await _made.CopyAsync();
        Directory.Delete(Path.Combine(all, IncrementalChain.Names.Full), recursive: true);
        await using var run = await BeginAsync(all);

        var lacking = Assert.ThrowsAsync<BackupNotFoundException>(run.FetchAsync)!;

        Assert.That((lacking.Code, lacking.ExitCode), Is.EqualTo(("DR1106", ExitCode.Inconclusive)));
        Assert.That(lacking.Statement, Does.Contain("'first' is incremental"));
        Assert.That(run.Work.GetDirectories(), Is.Empty);
    }

    [Test]
    public async Task What_one_builds_on_is_told_from_labels()
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-increments-").FullName;
        try
        {
            var last = await LabelAsync("c", "0/9000028", "0/7000028");
            await LabelAsync("b", "0/5000028", null);
            await LabelAsync("a", "0/7000028", "0/5000028");
            await LabelAsync("other", "0/6000028", "0/5000028");
            await LabelAsync("itself", "0/3000028", "0/3000028");

            using (Assert.EnterMultipleScope())
            {
                Assert.That((await BasesOf(last)).Select(other => other.Id.Value), Is.EqualTo(["b", "a"]));
                Assert.That(await BasesOf(Path.Combine(folder, "b")), Is.Empty);
                Assert.That(
                    () => BasesOf(Path.Combine(folder, "itself")),
                    Throws.TypeOf<BackupNotFoundException>().With.Property("Code").EqualTo("DR1106").And.Message.Contains("began at 0/3000028 on timeline 1"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<string> LabelAsync(string name, string start, string? from)
        {
            var path = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            await File.WriteAllTextAsync(
                Path.Combine(path, "backup_label"),
                $"START WAL LOCATION: {start} (file 000000010000000000000002)\nSTART TIMELINE: 1\n"
                + (from is null ? "" : $"INCREMENTAL FROM LSN: {from}\nINCREMENTAL FROM TLI: 1\n"));
            return path;
        }

        static async Task<IReadOnlyList<BackupDescriptor>> BasesOf(string path) => await IncrementalBackups.BasesOfAsync(
            new BackupDescriptor { Id = new BackupId(Path.GetFileName(path)), Format = BackupFormat.PgBaseBackup, Location = path, Tool = "pg_basebackup" },
            BaseBackupLabel.Of(await BackupPayload.FindAsync(path, null, default)),
            null,
            default);
    }

    private async Task CombinesAsync()
    {
        await using var run = await BeginAsync(_made.Folder);

        await run.RecoverAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await run.AskAsync("SELECT string_agg(note, ' ' ORDER BY id) FROM aside WHERE id <= 2"), Is.EqualTo("first second"));
            Assert.That(await run.AskAsync("SELECT count(*) FROM aside"), Is.EqualTo("500"), "most of it is in the full backup only");
            Assert.That(await run.AskAsync("SELECT sum(balance) FROM accounts"), Is.EqualTo("7"));
            Assert.That(await run.AskAsync("SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = 'aside'"), Does.StartWith(run.Work.FullName));
            Assert.That(run.Replayed!.Deviations, Has.None.Contains("backup_manifest"));
        }

        var disposal = await run.Recovery.DisposeOfCopyAsync(default);
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
        Assert.That(run.Work.GetDirectories(), Is.Empty);
    }

    private async Task RefusesWhatDoesNotFitAsync()
    {
        var all = await _made.CopyAsync();
        var (full, file) = (Path.Combine(all, "full"), LargestOf(all));
        File.Delete(Path.Combine(full, "backup_manifest"));
        File.Delete(file);
        await using var run = await BeginAsync(all);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.RecoverAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1314"));
        Assert.That(refused.Statement, Does.Contain($"\"{Path.GetDirectoryName(Path.GetRelativePath(full, file))}/INCREMENTAL.{Path.GetFileName(file)}\""));
    }

    private async Task LacksTheProgramAsync()
    {
        await using var run = await BeginAsync(_made.Folder);

        await run.FetchAsync();
        var lacking = Assert.ThrowsAsync<EngineUnavailableException>(() => run.Recovery.RestoreAsync(new Progress<StageProgress>(), default))!;

        Assert.That(lacking.Code, Is.EqualTo("DR3101"));
        Assert.That(lacking.Statement, Does.Contain("pg_combinebackup"));
    }

    private static Task<LogRun> BeginAsync(string folder) =>
        LogRun.BeginAsync(new BackupFolderSource(Path.Combine(folder, IncrementalChain.Names.Last)), RecoveryTarget.Latest);

    /// <summary>The table of accounts, in the full backup.</summary>
    private static string LargestOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(folder, IncrementalChain.Names.Full, "base"), "*", SearchOption.AllDirectories)
            .OrderByDescending(file => new FileInfo(file).Length).First();
}
