using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

[TestFixture]
public sealed class DumpRoundTripTests
{
    private static IEnumerable<BackupFormat> Formats =>
        [BackupFormat.PgDumpCustom, BackupFormat.PgDumpDirectory, BackupFormat.PgDumpTar, BackupFormat.PgDumpPlain];

    [TestCaseSource(nameof(Formats))]
    public async Task What_was_captured_comes_back_exactly_restored_by_a_role_that_is_no_superuser(BackupFormat format)
    {
        var source = await DumpSource.SharedAsync();
        var capture = await source.CaptureAsync(format);
        await using var run = await DumpRuns.BeginAsync(capture.Folder.FullName);

        await run.RestoreAsync();

        var restored = await DumpSource.TakeManifestAsync((NpgsqlDataSource)run.Recovery.Copy.Database!);
        var level = format == BackupFormat.PgDumpPlain ? "database" : "";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(restored.Tables, Is.EqualTo(capture.Manifest.Tables));
            Assert.That(
                restored.Objects.Where(o => o.Class != level).Select(o => o.ToString()),
                Is.EqualTo(capture.Manifest.Objects.Where(o => o.Class != level).Select(o => o.ToString())));
            Assert.That(restored.Sequences, Is.EqualTo(capture.Manifest.Sequences.Select(s => s with { MovedTo = null })));
            Assert.That(restored.LargeObjects, Is.EqualTo(capture.Manifest.LargeObjects));
            Assert.That(restored.Roles.Select(r => r.ToString()), Is.SupersetOf(capture.Manifest.Roles.Where(r => level.Length == 0 && r.Name != "postgres").Select(r => r.ToString())));
            // ALTER ROLE … IN DATABASE is the one thing in this database that no other role may do.
            Assert.That(
                run.Outcome!.Deviations.Where(d => d.Contains("superuser", StringComparison.Ordinal) && !d.EndsWith("DATABASE PROPERTIES - mart mart_owner", StringComparison.Ordinal)),
                Is.Empty);
            Assert.That(run.Outcome.RecoveryPoint!.Instant, Is.EqualTo(capture.Manifest.TakenAt));
            Assert.That(await run.Recovery.ReadyAsync(default), Does.StartWith("role '"));
            Assert.That(run.Recovery.Copy.Witness, Is.Not.InstanceOf<DumpWitness>(), "a superuser ran a statement of the backup, who could have changed anything unseen");
        }
    }

    /// <summary>PostgreSQL 18 and newer put statistics into a dump where they are asked to; older ones make the same dump without.</summary>
    [TestCase("custom")]
    [TestCase("plain")]
    public async Task A_dump_that_holds_statistics_comes_back(string format)
    {
        var source = await DumpSource.SharedAsync();
        var file = Path.Combine(source.Folder.Directory.CreateSubdirectory("statistics-" + format).FullName, "mart.dump");
        var knows = int.Parse(source.Server.Description.EngineVersion.Split('.', ' ')[0], CultureInfo.InvariantCulture) >= 18;
        await Sql.RunAsync(source.Database, "ANALYZE", default);
        var dumped = await source.Server.Tools.RunAsync(
            new ToolInvocation(
                "pg_dump",
                [.. source.Server.ToolConnectionArguments, $"--format={format}", .. knows ? ["--statistics"] : Array.Empty<string>(), $"--file={file}", $"--dbname={DumpSource.Name}"])
            {
                Environment = source.Server.ToolConnectionEnvironment,
            },
            default);
        Assert.That(dumped.ExitCode, Is.Zero, dumped.Errors);
        await using var run = await DumpRuns.BeginAsync(file);

        await run.RestoreAsync();

        var was = await DumpSource.TakeManifestAsync(source.Database);
        var came = await DumpSource.TakeManifestAsync((NpgsqlDataSource)run.Recovery.Copy.Database!);
        Assert.That(came.Tables, Is.EqualTo(was.Tables));
        Assert.That(run.Outcome!.Deviations, Has.None.Contains("STATISTICS DATA"), "whoever owns a table may give it its statistics");
    }

    [Test]
    public async Task Nothing_of_the_restore_itself_stays_in_the_copy()
    {
        var source = await DumpSource.SharedAsync();
        await using var run = await DumpRuns.BeginAsync((await source.CaptureAsync(BackupFormat.PgDumpCustom)).Folder.FullName);

        await run.RestoreAsync();

        var ours = await Sql.ListAsync(
            (NpgsqlDataSource)run.Recovery.Copy.Database!,
            """
            SELECT rolname::text FROM pg_roles WHERE rolname ~ '^drdrills_(restorer|creator)' UNION ALL SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^drdrills_(restorer|creator)'
            UNION ALL SELECT evtname::text FROM pg_event_trigger UNION ALL
            SELECT nspacl::text FROM pg_namespace WHERE nspacl::text ~ 'drdrills_(restorer|creator)' UNION ALL SELECT datacl::text FROM pg_database WHERE datacl::text ~ 'drdrills_(restorer|creator)'
            """,
            row => row.GetString(0),
            default);
        Assert.That(ours, Is.Empty);
        var disposal = await run.Recovery.DisposeOfCopyAsync(default);
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
        Assert.That(disposal.Proof, Has.Count.GreaterThan(1));
    }

    [Test]
    public async Task A_bare_dump_without_manifest_is_restored_with_the_roles_that_it_names()
    {
        var source = await DumpSource.SharedAsync();
        var capture = await source.CaptureAsync(BackupFormat.PgDumpCustom);
        await using var run = await DumpRuns.BeginAsync(Path.Combine(capture.Folder.FullName, BackupLayout.CustomDump));

        await run.RestoreAsync();

        var restored = await DumpSource.TakeManifestAsync((NpgsqlDataSource)run.Recovery.Copy.Database!);
        Assert.That(restored.Tables, Is.EqualTo(capture.Manifest.Tables));
        Assert.That(restored.Objects.Select(o => o.ToString()), Is.EqualTo(capture.Manifest.Objects.Select(o => o.ToString())));
        Assert.That(run.Outcome!.RecoveryPoint, Is.Null);
    }

    [TestCase(false, Verdict.Inconclusive, "DR3209")]
    [TestCase(true, Verdict.Passed, null)]
    public async Task A_server_that_the_probe_gets_out_of_gets_the_backup_only_where_the_caller_allows_it(bool allow, Verdict verdict, string? code)
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        await using var run = await DumpRuns.BeginAsync(capture.Folder.FullName, target: new LocalTarget(null, null, isolate: false));
        var plan = Samples.Plan(run.Recovery, ScriptedVerification.Passing("table-content")) with
        {
            AllowEgress = allow, Objectives = DrillObjectives.None,
        };

        var drill = await new DrillRunner(TimeProvider.System, NoObserver.Instance).RunAsync(plan, default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(drill.Verdict, Is.EqualTo(verdict), drill.VerdictReason);
            Assert.That(drill.Error?.Code, Is.EqualTo(code));
            Assert.That(drill.Target!.Isolation.EgressBlocked, Is.False);
            Assert.That(run.Recovery.DatabaseName is null, Is.Not.EqualTo(allow), "restored only where it is allowed");
            Assert.That(drill.Disposal!.Disposed, Is.True);
        }
    }

    [Test]
    public async Task A_manifest_lists_every_file_with_its_hash()
    {
        var source = await DumpSource.SharedAsync();

        var capture = await source.CaptureAsync(BackupFormat.PgDumpDirectory);

        Assert.That(capture.Manifest.Files.Select(f => f.Path), Has.Member("data/toc.dat"));
        var again = await BackupFiles.ListAsync(capture.Folder.FullName, default);
        Assert.That(again, Is.EqualTo(capture.Manifest.Files));
        Assert.That((await ManifestJson.ReadAsync(Path.Combine(capture.Folder.FullName, "manifest.json"), default)).Files, Is.EqualTo(again));
    }
}
