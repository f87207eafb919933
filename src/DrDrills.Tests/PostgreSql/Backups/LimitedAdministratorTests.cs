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
/// <remarks>
/// From PostgreSQL 16 on such a role grants what it has ADMIN OPTION on, and nothing else; whoever keeps the server gives it that on the
/// predefined roles. Before, CREATEROLE was enough.
/// </remarks>
[TestFixture]
public sealed class LimitedAdministratorTests
{
    private ScratchCluster _cluster = null!;
    private bool _grantsByAdminOptionAlone;

    private static IEnumerable<BackupFormat> Formats =>
        [BackupFormat.PgDumpCustom, BackupFormat.PgDumpDirectory, BackupFormat.PgDumpPlain];

    [SetUp]
    public async Task Start()
    {
        Needs.Postgres();
        Needs.PostgresFrom(15, "only the first superuser may grant on schema public, as this backup does");
        _cluster = await ScratchCluster.StartAsync(CancellationToken.None);
        _grantsByAdminOptionAlone = await VersionAsync() >= 160000;
        await RunAsync("CREATE ROLE keeper LOGIN CREATEDB CREATEROLE");
        if (_grantsByAdminOptionAlone)
        {
            await RunAsync("GRANT pg_read_all_stats TO keeper WITH ADMIN TRUE, INHERIT TRUE, SET TRUE");
        }

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
        await MakeOwnerAsync("WITH ADMIN TRUE, INHERIT FALSE, SET FALSE");
        var before = await MembershipsAsync("mart_owner");
        await using var run = await BeginAsync(capture.Folder.FullName);

        await run.RestoreAsync();
        var during = await MembershipsAsync("mart_owner");
        var disposal = await run.Recovery.DisposeOfCopyAsync(default);

        Assert.That(during, Has.Count.EqualTo(before.Count + 1));
        Assert.That(await MembershipsAsync("mart_owner"), Is.EqualTo(before));
        Assert.That(disposal.Proof, Has.Member("membership in role 'mart_owner' given back"));
    }

    [Test]
    public async Task A_membership_that_the_administrator_had_given_itself_is_afterwards_what_it_was()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        await MakeOwnerAsync("WITH ADMIN TRUE, INHERIT FALSE, SET FALSE");
        await using (var keeper = NpgsqlDataSource.Create(Connection("drill")))
        {
            await Sql.RunAsync(keeper, $"GRANT mart_owner TO keeper{(_grantsByAdminOptionAlone ? " WITH INHERIT FALSE, SET TRUE" : "")}", default);
        }

        var before = await MembershipsAsync("mart_owner");
        await using var run = await BeginAsync(capture.Folder.FullName);

        await run.RestoreAsync();
        var disposal = await run.Recovery.DisposeOfCopyAsync(default);

        Assert.That(await MembershipsAsync("mart_owner"), Is.EqualTo(before));
        Assert.That(
            disposal.Proof,
            _grantsByAdminOptionAlone ? Has.Member("membership in role 'mart_owner' is again INHERIT FALSE, SET TRUE") : Has.None.Contains("'mart_owner'"));
    }

    [TestCaseSource(nameof(Formats))]
    public async Task An_owner_that_the_target_has_and_that_may_not_be_granted_is_a_gap_from_16_on(BackupFormat format)
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(format);
        await RunAsync("CREATE ROLE mart_owner NOLOGIN");
        await using var run = await BeginAsync(capture.Folder.FullName);

        var refused = await RefusalAsync(run);
        var disposal = await run.Recovery.DisposeOfCopyAsync(default);

        Assert.That(refused?.Code, Is.EqualTo(_grantsByAdminOptionAlone ? "DR3128" : null));
        Assert.That(refused?.Statement ?? "'mart_owner'", Does.Contain("'mart_owner'"));
        Assert.That(refused?.Hint ?? "ADMIN OPTION", Does.Contain("ADMIN OPTION"));
        Assert.That(disposal.Disposed, Is.True, string.Join('\n', disposal.Proof));
        Assert.That(await RolesAsync(), Has.None.StartsWith("drdrills_"));
    }

    [TestCaseSource(nameof(Formats))]
    public async Task A_predefined_role_that_may_not_be_granted_is_a_gap_from_16_on_before_anything_is_fetched(BackupFormat format)
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(format);
        if (_grantsByAdminOptionAlone)
        {
            await RunAsync("REVOKE ADMIN OPTION FOR pg_read_all_stats FROM keeper");
        }

        await using var run = await BeginAsync(capture.Folder.FullName);

        var refused = await RefusalAsync(run);

        Assert.That(refused?.Code, Is.EqualTo(_grantsByAdminOptionAlone ? "DR3126" : null));
        Assert.That(refused?.Statement ?? "'pg_read_all_stats'", Does.Contain("'pg_read_all_stats'"));
        Assert.That(refused?.Hint ?? "WITH ADMIN OPTION", Does.Contain("WITH ADMIN OPTION"));
        Assert.That(run.Recovery.Copy.FetchedFiles is null, Is.EqualTo(_grantsByAdminOptionAlone));
    }

    [Test]
    public async Task A_role_that_the_target_has_as_it_was_and_that_owns_nothing_needs_no_right_to_grant()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        await RunAsync("CREATE ROLE mart_reader LOGIN NOINHERIT CONNECTION LIMIT 7");
        await RunAsync("GRANT pg_read_all_stats TO mart_reader");
        if (_grantsByAdminOptionAlone)
        {
            await RunAsync("REVOKE pg_read_all_stats FROM keeper");
        }

        await using var run = await BeginAsync(capture.Folder.FullName);

        await run.RestoreAsync();

        Assert.That(await AskAsync(run, capture.Manifest, "roles"), Is.Empty);
    }

    [Test]
    public async Task Roles_are_proven_though_the_administrator_has_joined_them()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        var keeper = new ManifestRole("keeper", "INHERIT CREATEROLE CREATEDB LOGIN", []).Joining(new ManifestMembership("mart_owner", false, null, null));
        var manifest = Path.Combine(_cluster.WorkFolder.FullName, "manifest.json");
        await ManifestJson.WriteAsync(capture.Manifest with { Roles = [.. capture.Manifest.Roles, keeper] }, manifest, CancellationToken.None);
        await using var run = await BeginAsync(Path.Combine(capture.Folder.FullName, BackupLayout.CustomDump), manifest);

        await run.RestoreAsync();

        Assert.That(await AskAsync(run, capture.Manifest with { Roles = [.. capture.Manifest.Roles, keeper] }, "roles"), Is.Empty);
        Assert.That(
            await AskAsync(run, capture.Manifest with { Roles = [keeper with { MemberOf = ["pg_monitor"] }] }, "roles"), Is.EqualTo(new[] { "DRF453 role keeper" }));
    }

    [Test]
    public async Task An_administrator_that_does_not_inherit_restores_from_16_on()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        await RunAsync("ALTER ROLE keeper NOINHERIT");
        await using var run = await BeginAsync(capture.Folder.FullName);

        var refused = await RefusalAsync(run);

        Assert.That(refused?.Code, Is.EqualTo(_grantsByAdminOptionAlone ? null : "DR3126"));
        Assert.That(refused?.Statement ?? "(INHERIT)", Does.Contain("(INHERIT)"));
        Assert.That((await run.Recovery.DisposeOfCopyAsync(default)).Disposed, Is.True);
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

    [Test]
    public async Task A_removal_that_the_server_refused_can_be_tried_again()
    {
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);
        await using var run = await BeginAsync(capture.Folder.FullName);
        await run.RestoreAsync();
        var database = Sql.Name(run.Recovery.DatabaseName!);

        await RunAsync($"ALTER DATABASE {database} OWNER TO postgres");
        var refused = await run.Recovery.Server!.DisposeOfAsync(default);
        await RunAsync($"ALTER DATABASE {database} OWNER TO keeper");
        var again = await run.Recovery.Server.DisposeOfAsync(default);

        Assert.That((refused.Disposed, again.Disposed), Is.EqualTo((false, true)), string.Join('\n', refused.Proof));
    }

    [TestCase("write-gate", "GRANT SET ON PARAMETER session_replication_role")]
    [TestCase("index-integrity", "takes a superuser")]
    public async Task What_only_a_superuser_may_ask_is_inconclusive_and_says_so(string id, string reason)
    {
        await using var limited = NpgsqlDataSource.Create(Connection("drill"));
        var capture = await (await DumpSource.SharedAsync()).CaptureAsync(BackupFormat.PgDumpCustom);

        var answer = await DrDrills.PostgreSql.Verifications.Verifications.Default.Single(verification => verification.Id == VerificationId.Parse(id)).RunAsync(
            Context(limited, capture.Manifest), default);

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

    /// <summary>Every grant of the role to keeper, as the catalogue has it, without its own number.</summary>
    private async Task<IReadOnlyList<string>> MembershipsAsync(string group) => await Sql.ListAsync(
        _cluster.Superuser,
        $"""
        SELECT (to_jsonb(m) - 'oid')::text FROM pg_auth_members m
        WHERE m.roleid = '{group}'::regrole AND m.member = 'keeper'::regrole ORDER BY 1
        """,
        row => row.GetString(0),
        default);

    /// <summary>A role of the target's own, which keeper may grant.</summary>
    private async Task MakeOwnerAsync(string options)
    {
        await RunAsync("CREATE ROLE mart_owner NOLOGIN");
        if (_grantsByAdminOptionAlone)
        {
            await RunAsync($"GRANT mart_owner TO keeper {options}");
        }
    }

    private async Task<int> VersionAsync() => (await Sql.ListAsync(
        _cluster.Superuser, "SELECT current_setting('server_version_num')::int", row => row.GetInt32(0), default)).Single();

    private static async Task<EngineUnavailableException?> RefusalAsync(DumpRuns run)
    {
        try
        {
            await run.RestoreAsync();
            return null;
        }
        catch (EngineUnavailableException refused)
        {
            return refused;
        }
    }

    private static async Task<IReadOnlyList<string>> AskAsync(DumpRuns run, BackupManifest manifest, string id)
    {
        var answer = await DrDrills.PostgreSql.Verifications.Verifications.Find(VerificationId.Parse(id)).RunAsync(
            Context(run.Recovery.Copy.Database!, manifest), default);
        Assert.That(answer.Impossible, Is.Null);
        return [.. answer.Findings.Select(finding => $"{finding.Code} {finding.Subject}")];
    }

    private static VerificationContext Context(System.Data.Common.DbDataSource database, BackupManifest manifest) => new()
    {
        Backup = new BackupDescriptor
        {
            Id = new BackupId("b"), Format = BackupFormat.PgDumpCustom, Location = "here", Tool = "pg_dump", Manifest = manifest,
        },
        Incident = new DrDrills.Drills.Incident("lost", DrDrills.Drills.IncidentKind.Declared, TimeProvider.System.GetUtcNow()),
        Objectives = DrDrills.Objectives.DrillObjectives.None,
        Database = database,
    };
}
