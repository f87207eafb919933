using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Verifications;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.PgDump;

/// <summary>What a dump says of objects that it does not make itself.</summary>
public sealed class LeftOutOfDumpsTests
{
    [TestCase(
        "CREATE EXTENSION pg_trgm; CREATE FUNCTION own(i int) RETURNS int LANGUAGE sql RETURN i; REVOKE ALL ON FUNCTION own(int) FROM public; "
        + "REVOKE EXECUTE ON FUNCTION similarity(text, text) FROM public; GRANT EXECUTE ON FUNCTION similarity(text, text) TO pg_monitor",
        "granted by a superuser, because the objects are an extension's or the server's own: ACL public FUNCTION similarity(text, text) postgres")]
    [TestCase(
        "REVOKE USAGE ON LANGUAGE plpgsql FROM public; GRANT CREATE ON SCHEMA public TO pg_monitor; CREATE SCHEMA own; GRANT USAGE ON SCHEMA own TO pg_monitor",
        "granted by a superuser, because the objects are an extension's or the server's own: ACL - LANGUAGE plpgsql postgres")]
    [TestCase("DROP SCHEMA public; CREATE SCHEMA app; CREATE TABLE app.t AS SELECT 1 AS x", null)]
    public async Task A_sound_dump_passes(string sql, string? deviation)
    {
        await using var restored = await RestoreAsync(sql);

        var answer = await restored.AskAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Findings.Where(finding => finding.Severity == FindingSeverity.Error), Is.Empty);
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(
                restored.Run.Outcome!.Deviations.Where(text => text.StartsWith("granted by", StringComparison.Ordinal)),
                Is.EqualTo(deviation is null ? [] : new[] { deviation }));
        }
    }

    [Test]
    public async Task What_is_new_in_a_schema_public_that_the_source_had_not_is_wrong()
    {
        await using var restored = await RestoreAsync("DROP SCHEMA public; CREATE SCHEMA app; CREATE TABLE app.t AS SELECT 1 AS x");
        await DumpSource.RunAsync(restored.Database, "CREATE TABLE public.crept_in (x int)");

        var answer = await restored.AskAsync();

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(
            answer.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Subject),
            Has.Some.EqualTo("table public.crept_in").And.None.EqualTo("schema public"));
    }

    private static async Task<Restored> RestoreAsync(string sql)
    {
        var cluster = await ScratchCluster.SharedAsync();
        await using var source = await cluster.CreateDatabaseAsync("leftout", default);
        await DumpSource.RunAsync(source, sql);
        var name = new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!;
        var folder = await RunFolder.CreateAsync("test-leftout", "work", null, default);
        var options = new DumpCaptureOptions
        {
            BackupId = name, OutFolder = new DirectoryInfo(Path.Combine(folder.Directory.FullName, name)), Format = BackupFormat.PgDumpCustom,
        };
        var capture = await DumpCapture.CaptureAsync(cluster.Server, name, options, null, default);
        var run = await DumpRuns.BeginAsync(capture.Folder.FullName);
        await run.RestoreAsync();
        return new Restored(folder, run, capture.Manifest);
    }

    private sealed record Restored(RunFolder Folder, DumpRuns Run, BackupManifest Manifest) : IAsyncDisposable
    {
        public NpgsqlDataSource Database => (NpgsqlDataSource)Run.Recovery.Copy.Database!;

        public Task<VerificationAnswer> AskAsync() =>
            new SchemaObjectsVerification().RunAsync(NastyDatabase.Context(Manifest, Database, BackupFormat.PgDumpCustom), default);

        public async ValueTask DisposeAsync()
        {
            await Run.DisposeAsync();
            await Folder.DisposeAsync();
        }
    }
}
