using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Remote;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>Restores into a server that is kept as managed ones are: our role makes roles and databases, and is no superuser.</summary>
[TestFixture]
public sealed class LimitedAdministratorTests
{
    private ScratchCluster _cluster = null!;

    private static IEnumerable<BackupFormat> Formats =>
        [BackupFormat.PgDumpCustom, BackupFormat.PgDumpDirectory, BackupFormat.PgDumpPlain];

    [SetUp]
    public async Task Start()
    {
        Needs.Postgres();
        _cluster = await ScratchCluster.StartAsync(CancellationToken.None);
        await RunAsync("CREATE ROLE keeper LOGIN CREATEDB CREATEROLE");
        await RunAsync("CREATE DATABASE drill");
    }

    [TearDown]
    public async Task Stop() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);

    [TestCaseSource(nameof(Formats))]
    public async Task A_dump_comes_back_exactly(BackupFormat format)
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(format);
        await using var run = await BeginAsync(capture.Folder.FullName);

        await run.RestoreAsync();

        await using var seeing = _cluster.Server.Connect(run.Recovery.DatabaseName!);
        var restored = await DumpSource.TakeManifestAsync(seeing);
        var asked = await LargeObjectsAsync((NpgsqlDataSource)run.Recovery.Copy.Database!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(restored.Tables, Is.EqualTo(capture.Manifest.Tables));
            Assert.That(
                restored.Objects.Where(o => o.Class != "database").Select(o => o.ToString()),
                Is.EqualTo(capture.Manifest.Objects.Where(o => o.Class != "database").Select(o => o.ToString())));
            Assert.That(restored.Sequences, Is.EqualTo(capture.Manifest.Sequences.Select(s => s with { MovedTo = null })));
            Assert.That(restored.LargeObjects, Is.EqualTo(capture.Manifest.LargeObjects));
            Assert.That(asked, Is.EqualTo(capture.Manifest.LargeObjects), "asked object by object");
            Assert.That(run.Outcome!.Deviations, Has.Some.Contains("'keeper' is no superuser"));
            Assert.That(run.Outcome.Deviations, Has.None.Contains("by a superuser"));
        }
    }

    [Test]
    public async Task A_role_that_only_a_superuser_makes_is_refused_before_anything_is_fetched()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        var manifest = Path.Combine(_cluster.WorkFolder.FullName, "manifest.json");
        await ManifestJson.WriteAsync(
            capture.Manifest with { Roles = [.. capture.Manifest.Roles, new ManifestRole("streamer", "INHERIT LOGIN REPLICATION", [])] },
            manifest,
            CancellationToken.None);
        await using var run = await BeginAsync(Path.Combine(capture.Folder.FullName, BackupLayout.CustomDump), manifest);

        var refused = Assert.ThrowsAsync<EngineUnavailableException>(run.RestoreAsync);

        Assert.That(refused!.Code, Is.EqualTo("DR3126"));
        Assert.That(refused.Statement, Does.Contain("'streamer' with REPLICATION"));
        Assert.That(run.Recovery.Copy.FetchedFiles, Is.Null);
    }

    [Test]
    public async Task Objects_of_a_superuser_of_the_target_are_refused_and_nothing_of_ours_is_left()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        await RunAsync("CREATE ROLE mart_owner SUPERUSER");
        var before = await RolesAsync();
        await using var run = await BeginAsync(capture.Folder.FullName);

        var refused = Assert.ThrowsAsync<EngineUnavailableException>(run.RestoreAsync);
        var disposal = await run.Recovery.DisposeOfCopyAsync(default);

        Assert.That(refused!.Code, Is.EqualTo("DR3127"));
        Assert.That(disposal.Disposed, Is.True);
        Assert.That((await RolesAsync()).Except(before), Has.None.StartsWith("drdrills_"));
    }

    [Test]
    public async Task A_role_of_the_target_is_joined_for_the_restore_and_left_at_the_end()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        await RunAsync("CREATE ROLE mart_owner NOLOGIN");
        await using var run = await BeginAsync(capture.Folder.FullName);

        await run.RestoreAsync();
        var during = await MembershipsAsync();
        var disposal = await run.Recovery.DisposeOfCopyAsync(default);

        Assert.That(during, Has.Member("mart_owner"));
        Assert.That(await MembershipsAsync(), Has.No.Member("mart_owner"));
        Assert.That(disposal.Proof, Has.Member("membership in role 'mart_owner' given back"));
    }

    [Test]
    public async Task A_restore_that_breaks_off_leaves_no_role_that_could_log_in()
    {
        var copy = await (await DumpSource.SharedAsync()).CopyAsync(BackupFormat.PgDumpCustom);
        var dump = Path.Combine(copy.FullName, BackupLayout.CustomDump);
        await using (var file = File.OpenWrite(dump))
        {
            file.SetLength(file.Length * 3 / 4);
        }

        await using var run = await BeginAsync(copy.FullName);

        Assert.CatchAsync<DrillException>(run.RestoreAsync);
        var during = await RolesAsync();
        var disposal = await run.Recovery.DisposeOfCopyAsync(default);

        Assert.That(during, Has.Some.Contains("drdrills_restorer_"));
        Assert.That(await RolesAsync(), Has.None.StartsWith("drdrills_"));
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
    }

    [TestCase("write-gate", "GRANT SET ON PARAMETER session_replication_role")]
    [TestCase("index-integrity", "takes a superuser")]
    public async Task What_only_a_superuser_may_ask_is_inconclusive_and_says_so(string id, string reason)
    {
        await using var limited = NpgsqlDataSource.Create(Connection("drill"));
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);

        var answer = await DrDrills.PostgreSql.Verifications.Verifications.Default.Single(verification => verification.Id == VerificationId.Parse(id)).RunAsync(
            new VerificationContext
            {
                Backup = new BackupDescriptor
                {
                    Id = new BackupId("b"), Format = BackupFormat.PgDumpCustom, Location = "here", Tool = "pg_dump", Manifest = capture.Manifest,
                },
                Incident = new DrDrills.Drills.Incident("lost", DrDrills.Drills.IncidentKind.Declared, TimeProvider.System.GetUtcNow()),
                Objectives = DrDrills.Objectives.DrillObjectives.None,
                Database = limited,
            },
            default);

        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
        Assert.That(answer.Impossible, Does.Contain(reason));
    }

    private Task<DumpRuns> BeginAsync(string path, string? manifest = null) => DumpRuns.BeginAsync(
        path,
        manifest,
        new RemoteTarget(new PostgresTargetOptions
        {
            RemoteConnection = Connection("drill").ConnectionString,
            AllowedHosts = [Connection("drill").Host!],
        }));

    private NpgsqlConnectionStringBuilder Connection(string database)
    {
        using var source = _cluster.Server.Connect(database);
        return new NpgsqlConnectionStringBuilder(source.ConnectionString) { Username = "keeper", Password = "hush-4712" };
    }

    private async Task RunAsync(string sql)
    {
        await using var command = _cluster.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<ManifestLargeObjects> LargeObjectsAsync(NpgsqlDataSource database)
    {
        await using var session = await PinnedSession.OpenAsync(database, null, CancellationToken.None);
        return await LargeObjectReader.ReadAsync(session, CancellationToken.None);
    }

    private async Task<IReadOnlyList<string>> RolesAsync() =>
        await Sql.ListAsync(_cluster.Superuser, "SELECT rolname::text FROM pg_roles", row => row.GetString(0), default);

    private async Task<IReadOnlyList<string>> MembershipsAsync() => await Sql.ListAsync(
        _cluster.Superuser,
        "SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = 'keeper'",
        row => row.GetString(0),
        default);
}
