using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Supabase;
using DrDrills.Tests.PostgreSql.Backups.Wrapping;
using DrDrills.Verification;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>The scripts of a project, each compressed or encrypted by another program, as backup jobs do that ship them elsewhere.</summary>
[NonParallelizable]
public sealed class WrappedScriptsTests
{
    private SupabaseProject _project = null!;
    private WrappingKit _kit = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _kit = await WrappingKit.OpenAsync();
        _project = await SupabaseProject.StartAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_project is not null)
        {
            await _project.DisposeAsync();
        }

        if (_kit is not null)
        {
            await _kit.DisposeAsync();
        }
    }

    [Test]
    public async Task Compressed_scripts_come_back_without_a_key()
    {
        var folder = await WriteAsync("gzip", "zstd", "xz", "gzip");

        var run = await CheckedBackup.DrillAsync(folder);

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
        Assert.That(ScopeOf(run), Does.Contain("public 3 tables, 133 rows: passed").And.Contain("auth 3 tables, 20 rows: passed, rows only"));
    }

    [TestCase("age")]
    [TestCase("gzip.gpg-passphrase")]
    public async Task Encrypted_scripts_come_back_by_their_key_and_nothing_of_them_is_ever_decrypted_on_disk(string how)
    {
        var folder = await WriteAsync(how, how, how, how);
        var watch = PlaintextWatch.Begin(
            ["SET session_replication_role", "CREATE TABLE IF NOT EXISTS", "CREATE ROLE \"", "\ttask 4\t"], [_kit.KeyOf(how)!.Reveal().Trim()[^12..]]);
        DrillRun run;
        await using (watch)
        {
            run = await CheckedBackup.DrillAsync(folder, key: _kit.KeyOf(how));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Verdict, Is.EqualTo(Verdict.Passed), run.VerdictReason + run.Error?.Message);
            Assert.That(ScopeOf(run), Does.Contain("public 3 tables, 133 rows: passed").And.Contain("auth 3 tables, 20 rows: passed, rows only"));
            Assert.That(watch.Found, Is.Empty);
            Assert.That(watch.Rounds, Is.GreaterThan(3));
        }
    }

    [Test]
    public async Task One_script_under_another_key_is_told_before_it_is_missed()
    {
        var folder = await WriteAsync("age", "age", "gpg", "age");

        var run = await CheckedBackup.DrillAsync(folder, key: _kit.KeyOf("age"));

        Assert.That((run.Verdict, run.Error?.Code), Is.EqualTo((Verdict.Inconclusive, "DR1602")), run.Error?.Message);
        Assert.That(run.Error!.Statement, Does.Contain("c.sql.gpg"));
    }

    [Test]
    public async Task Without_a_key_they_are_wrapped_files_like_any()
    {
        var folder = await WriteAsync("age", "age", "age", "age");

        var listed = await (await BackupSources.OpenAsync(folder.FullName, BackupSourceOptions.None, default)).ListAsync(default);

        Assert.That(listed.Select(backup => backup.Format), Is.All.EqualTo(BackupFormat.Wrapped));
    }

    [TestCase("gzip", "DR1321")]
    [TestCase("age", "DR1325")]
    public async Task One_byte_of_a_wrapped_script_is_damage_and_named(string how, string code)
    {
        var folder = await WriteAsync(how, how, how, how);
        var file = folder.GetFiles("c.sql.*").Single();
        await ChangedByte.FlipAsync(file.FullName, file.Length / 2);

        var run = await CheckedBackup.DrillAsync(folder, key: _kit.KeyOf(how));

        Assert.That((run.Verdict, run.Error?.Code), Is.EqualTo((Verdict.Failed, code)), run.Error?.Message);
        Assert.That(run.Error!.Statement, Does.Contain(file.Name));
    }

    /// <summary>A folder of many encrypted dumps is not opened file by file to see that it is none of these.</summary>
    [Test]
    public async Task The_first_dump_of_a_folder_tells_that_it_is_of_dumps()
    {
        var folder = await WriteAsync("gzip", "gzip", "gzip", "gzip");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "0.gz"), await _kit.WrapAsync("gzip", "PGDMP"u8.ToArray()));

        var (scripts, unopened) = await SupabaseScript.FindInAsync(folder.FullName, null, default);

        Assert.That((scripts, unopened), Is.EqualTo((Array.Empty<SupabaseScript>(), Array.Empty<string>())));
    }

    private static string ScopeOf(DrillRun run) => run.Verifications.Single(verification => verification.Id.Value == "schemas").Scope;

    /// <summary>Roles, schema, data and changes, each wrapped in its own way.</summary>
    private async Task<DirectoryInfo> WriteAsync(params string[] ways)
    {
        var folder = await _project.WriteAsync(withManifest: false);
        foreach (var (file, how) in folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Zip(ways))
        {
            await File.WriteAllBytesAsync($"{file.FullName}.{how}", await _kit.WrapAsync(how, await File.ReadAllBytesAsync(file.FullName)));
            file.Delete();
        }

        return folder;
    }
}
