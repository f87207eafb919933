using System.Text;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.PgDump;

/// <summary>Dumps whose headers were doctored: what they then say of themselves is answered before anything is fetched.</summary>
[TestFixture]
public sealed class DumpVersionsTests
{
    private static IEnumerable<BackupFormat> Formats =>
        [BackupFormat.PgDumpCustom, BackupFormat.PgDumpDirectory, BackupFormat.PgDumpTar, BackupFormat.PgDumpPlain];

    [TestCaseSource(nameof(Formats))]
    public async Task A_dump_of_a_newer_server_is_an_environment_gap(BackupFormat format)
    {
        var path = await DoctorAsync(format, version => $"77{version[2..]}", both: false);

        var error = await ErrorAsync(path);

        Assert.That(error.Code, Is.EqualTo("DR3131"));
        Assert.That(error.Statement, Does.Contain("dumped from PostgreSQL 77."));
    }

    [TestCase("pg_dump custom")]
    [TestCase("pg_dump directory")]
    [TestCase("pg_dump tar")]
    public async Task An_archive_of_a_newer_pg_dump_than_the_targets_is_an_environment_gap(string format)
    {
        var restores = await ClientVersion.AskAsync(HostTools.Find(), "pg_restore", default);
        Assume.That(restores.Major, Is.LessThan(17), "no archive is known that pg_restore 17 or newer cannot read; the next test has one that is not known");
        var path = await DoctorAsync(new BackupFormat(format), version => $"77{version[2..]}", both: true, server: false);

        var error = await ErrorAsync(path);

        Assert.That(error.Code, Is.EqualTo("DR3121"));
        Assert.That(error.Statement, Does.Contain("made by pg_dump 77."));
    }

    [Test]
    public async Task An_archive_whose_form_no_pg_restore_knows_is_an_environment_gap()
    {
        const int Minor = 6; // after the magic word and the major number of the archive's form
        var payload = (await BackupPayload.FindAsync((await (await DumpSource.SharedAsync()).CopyAsync(BackupFormat.PgDumpCustom)).FullName, null, default))!;
        var bytes = await File.ReadAllBytesAsync(payload.Path);
        bytes[Minor] = 99;
        await File.WriteAllBytesAsync(payload.Path, bytes);
        await using var run = await DumpRuns.BeginAsync(payload.Path);

        var error = Assert.ThrowsAsync<EngineUnavailableException>(run.RestoreAsync)!;

        Assert.That(error.Code, Is.EqualTo("DR3121"));
        Assert.That(error.Statement, Does.Contain("cannot read it"));
    }

    [Test]
    public async Task A_dump_of_an_older_server_is_restored_and_said_to_be_one()
    {
        var path = await DoctorAsync(BackupFormat.PgDumpCustom, version => $"11{version[2..]}", both: false);
        await using var run = await DumpRuns.BeginAsync(path);

        await run.RestoreAsync();

        Assert.That(run.Outcome!.Deviations, Has.Some.StartsWith("dumped from PostgreSQL 11."));
    }

    /// <summary>Changes the versions that a bare dump says it comes from; their length stays.</summary>
    private static async Task<string> DoctorAsync(BackupFormat format, Func<string, string> change, bool both, bool server = true)
    {
        var payload = (await BackupPayload.FindAsync((await (await DumpSource.SharedAsync()).CopyAsync(format)).FullName, null, default))!;
        var file = format == BackupFormat.PgDumpDirectory ? Path.Combine(payload.Path, "toc.dat") : payload.Path;
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        var head = payload.Head!;
        var first = text.IndexOf(head.ServerVersion!, StringComparison.Ordinal);
        var second = text.IndexOf(head.ToolVersion!, first + 1, StringComparison.Ordinal);
        text = server ? Replace(text, first, change(head.ServerVersion!)) : text;
        text = both ? Replace(text, second, change(head.ToolVersion!)) : text;
        await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes(text));
        return payload.Path;
    }

    private static string Replace(string text, int at, string by) => text[..at] + by + text[(at + by.Length)..];

    private static async Task<EngineUnavailableException> ErrorAsync(string path)
    {
        await using var run = await DumpRuns.BeginAsync(path);
        var error = Assert.ThrowsAsync<EngineUnavailableException>(run.RestoreAsync)!;
        Assert.That(run.Recovery.Copy.FetchedFiles, Is.Null, "nothing was fetched");
        return error;
    }
}
