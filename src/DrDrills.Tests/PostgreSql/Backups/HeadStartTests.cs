using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Verifications;
using DrDrills.Verification;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>A table that is worth reading early, its copy, and a backup that changes it once it was read; each restored once.</summary>
public sealed class HeadStartTests
{
    /// <summary>More than one share of a digest, and an index of more than that.</summary>
    private const string Shop = """
        CREATE TABLE parent (id int PRIMARY KEY);
        INSERT INTO parent SELECT generate_series(1, 9);
        CREATE TABLE big (id int, parent int REFERENCES parent, note text);
        INSERT INTO big SELECT i, 1 + i % 9, i || repeat(md5(i::text), 4) FROM generate_series(1, 55000) i;
        CREATE INDEX big_note ON big (note);
        """;

    /// <summary>Runs when the restore fills the view, which is its last step; at the source it lets the rows alone.</summary>
    private const string Meddler = """
        CREATE FUNCTION meddle() RETURNS int LANGUAGE plpgsql AS $$
            BEGIN
                IF session_user <> 'postgres' THEN
                    PERFORM pg_catalog.pg_sleep(3);
                    UPDATE public.big SET note = 'meddled with' WHERE id = 7;
                END IF;
                RETURN 1;
            END $$;
        CREATE MATERIALIZED VIEW late AS SELECT meddle();
        """;

    private readonly List<IAsyncDisposable> _opened = [];
    private DumpRuns _restored = null!;
    private BackupManifest _manifest = null!;

    [OneTimeSetUp]
    public async Task Restore_a_backup_that_does_nothing_behind_anybodys_back()
    {
        Needs.PostgresFrom(15, "nothing is concluded from counters");
        (_restored, _manifest) = await RestoreAsync(Shop);
    }

    [OneTimeTearDown]
    public async Task Dispose_of_everything()
    {
        _opened.Reverse();
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }
    }

    [Test]
    public async Task A_large_table_is_read_while_the_restore_goes_on_and_not_again()
    {
        var answer = await AskAsync(new TableContentVerification(), _restored, _manifest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Scope, Does.EndWith("; 1 tables read while the restore went on, and proven unchanged since"));
            Assert.That((await Witness(_restored).Early).Single().Part.Rows, Is.EqualTo(55000));
        }
    }

    [Test]
    public async Task Autovacuum_is_over_before_the_restored_copy_is_looked_at()
    {
        await using var database = _restored.Recovery.Server!.Connect(_restored.Recovery.DatabaseName!);
        await using var command = database.CreateCommand("SHOW autovacuum");

        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo("off"));
    }

    [Test]
    public async Task Ending_autovacuum_runs_nothing_of_a_database_that_puts_its_own_names_first()
    {
        var server = _restored.Recovery.Server!;
        await using var administrator = server.Connect("postgres");
        await DumpSource.RunAsync(administrator, "CREATE DATABASE trap");
        await using (var inside = server.Connect("trap"))
        {
            await DumpSource.RunAsync(inside, """
                CREATE SCHEMA evil;
                CREATE FUNCTION evil.ran(text, text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'code of the backup ran'; END $$;
                CREATE OPERATOR evil.= (FUNCTION = evil.ran, LEFTARG = text, RIGHTARG = text);
                CREATE FUNCTION evil.count(boolean) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'code of the backup ran'; END $$;
                ALTER DATABASE trap SET search_path = evil, pg_catalog;
                """);
        }

        await using var trap = server.Connect("trap");
        trap.Clear();

        await Assert.ThatAsync(() => Autovacuum.EndAsync(trap, CancellationToken.None), Throws.Nothing);
    }

    [Test]
    public async Task An_early_digest_that_differs_is_a_finding()
    {
        var other = _manifest with
        {
            Tables = [.. _manifest.Tables.Select(table => table with { Digest = new string('0', 64) })],
        };

        var answer = await AskAsync(new TableContentVerification(), _restored, other);

        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Does.Contain(("DRF304", "table public.big")));
    }

    [Test]
    public async Task A_backup_that_changes_rows_after_they_were_read_is_not_passed()
    {
        var (meddled, manifest) = await RestoreAsync(Shop + Meddler);
        var early = (await Witness(meddled).Early).Single();
        Assert.That(
            early.Part.ToHex(), Is.EqualTo(manifest.Tables.Single(table => table.Name == "big").Digest), "read before the backup's own code changed it");

        var answer = await AskAsync(new TableContentVerification(), meddled, manifest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Does.Contain(("DRF304", "table public.big")));
            Assert.That(answer.Scope, Does.Not.Contain("proven unchanged"));
        }
    }

    [Test]
    public async Task A_large_index_that_the_restore_built_is_checked_for_its_order_and_that_is_said()
    {
        var trusted = await AskAsync(new IndexIntegrityVerification(), _restored, _manifest);
        var anew = await AskAsync(new IndexIntegrityVerification(), _restored, _manifest, believe: false);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(trusted.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(trusted.Scope, Does.Contain("; 1 large indexes for their order only, because this restore built them from the rows itself"));
            Assert.That(anew.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(anew.Scope, Does.Not.Contain("order only"));
        }
    }

    [TestCase(true, true, true, true)]
    [TestCase(true, true, false, false)]
    [TestCase(true, false, true, false)]
    [TestCase(false, true, true, false)]
    public async Task A_large_table_is_left_to_its_digest_only_where_one_is_asked_for_what_this_restore_loaded(
        bool believe, bool hasManifest, bool asked, bool isLeft)
    {
        var answer = await AskAsync(
            new IndexIntegrityVerification(), _restored, hasManifest ? _manifest : null, believe, asked ? [TableContentVerification.OwnId] : []);

        Assert.That(
            answer.Scope, isLeft ? Does.Contain("; 1 large tables left to the digest of their rows, because this restore loaded them") : Does.Not.Contain("left to"));
    }

    [Test]
    public async Task A_broken_page_of_a_table_that_is_left_to_its_digest_is_found_by_it_and_else_by_amcheck()
    {
        var (own, manifest) = await RestoreAsync(Shop);
        await using (var server = own.Recovery.Server!.Connect("postgres"))
        {
            // Of a database that was copied file by file no page has been read yet.
            var restored = own.Recovery.DatabaseName!;
            await DumpSource.RunAsync(server, $"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{restored}'");
            await DumpSource.RunAsync(server, $"CREATE DATABASE broken TEMPLATE \"{restored}\" {ScratchCluster.CopiedByFile}");
        }

        await using var broken = own.Recovery.Server!.Connect("broken");
        await DumpSource.RunAsync(broken, DamagedStorageSql.BreakFirstPageFromOutside("public.big"));
        var alone = NastyDatabase.Context(manifest, broken) with { Witness = Witness(own) };
        var both = alone with { Asked = [TableContentVerification.OwnId] };

        var left = await new IndexIntegrityVerification().RunAsync(both, default);
        var digested = await new TableContentVerification().RunAsync(both with { Witness = null }, default);
        var walked = await new IndexIntegrityVerification().RunAsync(alone, default);

        static IEnumerable<(string, string)> Named(VerificationAnswer answer) => answer.Findings.Select(finding => (finding.Code, finding.Subject));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Named(left), Does.Not.Contain(("DRF422", "table public.big")));
            Assert.That(Named(digested), Does.Contain(("DRF305", "table public.big")));
            Assert.That(Named(walked), Does.Contain(("DRF422", "table public.big")));
        }
    }

    [Test]
    public async Task A_foreign_key_that_the_restore_validated_is_asked_again_once_its_tables_changed()
    {
        var (own, manifest) = await RestoreAsync(Shop);
        var before = await AskAsync(new ConstraintsHoldVerification(), own, manifest);
        await using (var source = own.Recovery.Server!.Connect(own.Recovery.DatabaseName!))
        {
            await DumpSource.RunAsync(
                source, "SET session_replication_role = replica; DELETE FROM parent WHERE id = 3; SELECT pg_stat_force_next_flush()");
        }

        var after = await AskAsync(new ConstraintsHoldVerification(), own, manifest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(before.Scope, Does.Contain("; 1 foreign keys from or to large tables not asked again"));
            Assert.That(after.Findings.Single().Code, Is.EqualTo("DRF431"));
            Assert.That(after.Scope, Does.Not.Contain("not asked again"));
        }
    }

    [Test]
    public async Task A_small_table_that_refers_to_a_large_one_is_asked_again_once_either_changed()
    {
        var (own, manifest) = await RestoreAsync(
            $"{Shop} ALTER TABLE big ADD UNIQUE (id); CREATE TABLE few (big int REFERENCES big (id)); INSERT INTO few VALUES (5)");
        var before = await AskAsync(new ConstraintsHoldVerification(), own, manifest);
        await using (var source = own.Recovery.Server!.Connect(own.Recovery.DatabaseName!))
        {
            await DumpSource.RunAsync(
                source, "SET session_replication_role = replica; DELETE FROM big WHERE id = 5; SELECT pg_stat_force_next_flush()");
        }

        var after = await AskAsync(new ConstraintsHoldVerification(), own, manifest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(before.Scope, Does.Contain("; 2 foreign keys from or to large tables not asked again"));
            Assert.That(after.Findings.Single().Subject, Is.EqualTo("constraint public.few.few_big_fkey"));
            Assert.That(after.Scope, Does.Not.Contain("not asked again"));
        }
    }

    private async Task<(DumpRuns Run, BackupManifest Manifest)> RestoreAsync(string sql)
    {
        var cluster = await ScratchCluster.SharedAsync();
        string name;
        await using (var source = await cluster.CreateDatabaseAsync("early", default))
        {
            await DumpSource.RunAsync(source, sql);
            name = new NpgsqlConnectionStringBuilder(source.ConnectionString).Database!;
        }

        var folder = await RunFolder.CreateAsync("test-early", "work", null, default);
        _opened.Add(folder);
        var options = new DumpCaptureOptions
        {
            BackupId = name, OutFolder = new DirectoryInfo(Path.Combine(folder.Directory.FullName, name)), Format = BackupFormat.PgDumpCustom,
        };
        var capture = await DumpCapture.CaptureAsync(cluster.Server, name, options, null, default);
        var run = await DumpRuns.BeginAsync(capture.Folder.FullName);
        _opened.Add(run);
        await run.RestoreAsync();
        return (run, capture.Manifest);
    }

    private static DumpWitness Witness(DumpRuns run) => (DumpWitness)run.Recovery.Copy.Witness!;

    private static Task<VerificationAnswer> AskAsync(
        IVerification verification, DumpRuns run, BackupManifest? manifest, bool believe = true, params IReadOnlyCollection<VerificationId> asked) =>
        verification.RunAsync(
            NastyDatabase.Context(manifest, (NpgsqlDataSource)run.Recovery.Copy.Database!) with { Witness = believe ? Witness(run) : null, Asked = asked },
            default);
}
