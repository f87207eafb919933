using DrDrills.Backups;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Shared cluster; each case damages its own copy of one restored database and drops it.</summary>
public sealed class OtherVerificationsTests
{
    private static readonly string[][] Cases =
    [
        ["sequence-positions", "SELECT nextval('app.empty_id_seq')", "DRF402", "sequence app.empty_id_seq"],
        ["sequence-positions", "SELECT setval('app.never', 55, true)", "DRF402", "sequence app.never"],
        ["sequence-positions", "SELECT setval('app.desc_seq', 100)", "DRF402", "sequence app.desc_seq"],
        ["sequence-positions", "DROP SEQUENCE app.never", "DRF401", "sequence app.never"],
        ["large-objects", "SELECT lo_put(70001, 1, 'E')", "DRF343", "large objects"],
        ["large-objects", "SELECT lo_put(70002, 4999999, 'x')", "DRF343", "large objects"],
        ["large-objects", "SELECT lo_put(70001, 5, '!')", "DRF342", "large objects"],
        ["large-objects", "SELECT lo_unlink(70002)", "DRF341", "large objects"],
        ["large-objects", "ALTER LARGE OBJECT 70001 OWNER TO nasty_group", "DRF344", "large objects"],
        ["large-objects", "REVOKE SELECT ON LARGE OBJECT 70002 FROM nasty_group", "DRF344", "large objects"],
        ["large-objects", "COMMENT ON LARGE OBJECT 70001 IS 'other'", "DRF344", "large objects"],
        ["extensions", "DROP EXTENSION pg_trgm CASCADE", "DRF461", "extension pg_trgm"],
        ["extensions", "UPDATE pg_extension SET extversion = '0.1' WHERE extname = 'hstore'", "DRF462", "extension hstore"],
        ["extensions", "ALTER EXTENSION citext SET SCHEMA app", "DRF463", "extension citext"],
        ["write-gate", "SELECT setval('app.t_t_seq', 10)", "DRF411", "sequence app.t_t_seq"],
        ["write-gate", "SELECT setval('app.t_t_seq', 1, false)", "DRF411", "sequence app.t_t_seq"],
        ["write-gate", "ALTER SEQUENCE app.empty_id_seq MAXVALUE 5; SELECT setval('app.empty_id_seq', 5)", "DRF412", "sequence app.empty_id_seq"],
        ["write-gate", "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$", "DRF413", "database"],
        [
            "write-gate",
            "ALTER TABLE app.child ADD CONSTRAINT no CHECK (false) NOT VALID; UPDATE pg_constraint SET convalidated = true WHERE conname = 'no'",
            "DRF414", "table app.child",
        ],
        ["constraints-hold", "SET session_replication_role = replica; DELETE FROM app.cust WHERE id = 7", "DRF431", "constraint app.orders.fk_cust"],
        [
            "constraints-hold",
            "ALTER TABLE app.child ADD CONSTRAINT z_small CHECK (z < 5) NOT VALID; UPDATE pg_constraint SET convalidated = true WHERE conname = 'z_small'",
            "DRF432", "constraint app.child.z_small",
        ],
        [
            "index-integrity",
            DamagedStorageSql.HideRowFrom("app.cust_pkey", "SET session_replication_role = replica; INSERT INTO app.cust VALUES (5000, 'hidden')"),
            "DRF421", "index app.cust_pkey",
        ],
        ["index-integrity", DamagedStorageSql.BreakFirstPage("app.child"), "DRF422", "table app.child"],
        ["index-integrity", DamagedStorageSql.BreakFirstPage("app.t_trgm"), "DRF423", "index app.t_trgm"],
        ["index-integrity", DamagedStorageSql.BreakFirstPage("app.excl"), "DRF423", "index app.excl"],
        ["index-integrity", "DROP INDEX app.mv_status_idx;" + DamagedStorageSql.BreakFirstPage("app.mv"), "DRF422", "table app.mv"],
        ["large-objects", DamagedStorageSql.BreakFirstPageFromOutside("pg_largeobject"), "DRF345", "large objects"],
    ];

    private static IEnumerable<TestCaseData> Damages =>
        Cases.Select(damage => new TestCaseData(damage[0], damage[1], damage[2], damage[3])
            .SetArgDisplayNames($"{damage[0]} {damage[2]} {damage[1].ReplaceLineEndings(" ")}"));

    [TestCase("sequence-positions", "7 sequences")]
    [TestCase("large-objects", "2 large objects, 5000008 bytes")]
    [TestCase("extensions", "5 extensions")]
    [TestCase("roles", "roles")]
    [TestCase("collation-versions", "3 collations")]
    [TestCase("write-gate", "rows written")]
    [TestCase("constraints-hold", "1 foreign keys")]
    [TestCase("index-integrity", "B-tree indexes")]
    public async Task A_restored_dump_passes(string id, string scope)
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var answer = await copy.AskAsync(id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible);
            Assert.That(answer.Findings, Is.Empty);
            Assert.That(answer.Scope, Does.Contain(scope));
        }
    }

    [Test]
    public async Task A_foreign_key_between_tables_that_have_no_partition_yet_holds()
    {
        await using var copy = await NastyDatabase.CopyAsync();
        await copy.ExecuteAsync(
            "CREATE TABLE app.years (id int PRIMARY KEY) PARTITION BY RANGE (id); "
            + "CREATE TABLE app.months (id int, year int REFERENCES app.years) PARTITION BY RANGE (id)");

        var answer = await copy.AskAsync("constraints-hold");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Findings, Is.Empty);
            Assert.That(answer.Scope, Does.StartWith("2 foreign keys"));
        }
    }

    [TestCaseSource(nameof(Damages))]
    public async Task The_damaged_object_is_named(string id, string damage, string code, string subject)
    {
        await using var copy = await NastyDatabase.CopyAsync(damage);

        var answer = await copy.AskAsync(id);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed), answer.Impossible);
            Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Is.EqualTo(new[] { (code, subject) }));
        }
    }

    [Test]
    public async Task An_extension_that_the_target_lacks_is_an_environment_gap()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var answer = await copy.AskAsync("extensions", change: manifest => manifest with
        {
            Extensions = [.. manifest.Extensions, new ManifestExtension("timescaledb", "2.9", "public", false)],
        });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(answer.Impossible, Does.Contain("timescaledb 2.9"));
        }
    }

    [Test]
    public async Task Another_version_that_the_targets_package_holds_is_a_note_after_a_dump_and_an_error_after_a_copy_of_files()
    {
        await using var copy = await NastyDatabase.CopyAsync();
        static BackupManifest Older(BackupManifest manifest) => manifest with
        {
            Extensions = [.. manifest.Extensions.Select(extension => extension.Name == "hstore" ? extension with { Version = "0.1" } : extension)],
        };

        var afterDump = await copy.AskAsync("extensions", change: Older);
        var afterCopy = await copy.AskAsync("extensions", BackupFormat.PgBaseBackup, Older);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(afterDump.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(afterDump.Findings.Single(), Has.Property("Code").EqualTo("DRF462").And.Property("Severity").EqualTo(FindingSeverity.Note));
            Assert.That(afterCopy.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(afterCopy.Findings.Single().Code, Is.EqualTo("DRF462"));
        }
    }

    [Test]
    public async Task Roles_that_are_missing_or_different_are_named()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        var answer = await copy.AskAsync("roles", change: manifest => manifest with
        {
            Roles =
            [
                .. manifest.Roles.Where(role => role.Name is not "nasty_app" and not "nasty_group"),
                new ManifestRole("nasty_app", "INHERIT LOGIN", ["nasty_group", "pg_monitor"]),
                new ManifestRole("nasty_group", "INHERIT NOLOGIN BYPASSRLS", []),
                new ManifestRole("never_there", "INHERIT NOLOGIN", []),
            ],
        });

        Assert.That(answer.Findings.Select(finding => (finding.Code, finding.Subject)), Is.EquivalentTo(new[]
        {
            ("DRF453", "role nasty_app"), ("DRF452", "role nasty_group"), ("DRF451", "role never_there"),
        }));
    }

    [Test]
    public async Task What_a_role_may_do_with_a_membership_is_proven()
    {
        await using var copy = await NastyDatabase.CopyAsync();
        BackupManifest More(BackupManifest manifest, bool? inherit) => manifest with
        {
            Roles = [.. manifest.Roles.Select(role => role.Name == "nasty_app"
                ? role with { Memberships = [new ManifestMembership("nasty_group", Admin: inherit is null, inherit, null)] }
                : role)],
        };

        var admin = await copy.AskAsync("roles", change: manifest => More(manifest, null));
        var inherits = await copy.AskAsync("roles", change: manifest => More(manifest, true));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(admin.Findings.Select(finding => (finding.Code, finding.Subject)), Is.EqualTo(new[] { ("DRF454", "role nasty_app") }));
            Assert.That(admin.Findings.Single().Expected, Is.EqualTo("member of nasty_group with ADMIN TRUE"));
            Assert.That(inherits.Findings, Is.Empty);
        }
    }

    [Test]
    public async Task Another_collation_version_is_a_note_after_a_dump_and_an_error_after_a_copy_of_files()
    {
        await using var copy = await NastyDatabase.CopyAsync();
        static BackupManifest Older(BackupManifest manifest) => manifest with
        {
            Collations = [.. manifest.Collations.Select(c => c.Name == "app.german" ? c with { Version = "1.2" } : c)],
        };

        var afterDump = await copy.AskAsync("collation-versions", change: Older);
        var afterCopy = await copy.AskAsync("collation-versions", BackupFormat.PgBaseBackup, Older);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(afterDump.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(afterDump.Findings.Single().Subject, Is.EqualTo("collation app.german"));
            Assert.That(afterCopy.Verdict, Is.EqualTo(Verdict.Failed));
        }
    }

    [Test]
    public async Task A_sequence_may_stand_anywhere_it_stood_during_the_backup()
    {
        await using var copy = await NastyDatabase.CopyAsync("SELECT setval('app.never', 60)");
        static BackupManifest Moved(BackupManifest manifest, long to) => manifest with
        {
            Sequences = [.. manifest.Sequences.Select(s => s.Name == "never" ? s with { MovedTo = to } : s)],
        };

        var within = await copy.AskAsync("sequence-positions", change: manifest => Moved(manifest, 61));
        var beyond = await copy.AskAsync("sequence-positions", change: manifest => Moved(manifest, 59));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(within.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(beyond.Verdict, Is.EqualTo(Verdict.Failed));
        }
    }

    [Test]
    public async Task A_check_that_refuses_the_next_value_alone_is_told_and_one_that_refuses_the_row_is_an_error()
    {
        const string tied = "CREATE SEQUENCE app.s; CREATE TABLE app.tied (x int DEFAULT nextval('app.s'), z int, CHECK (x + z = 0)); "
            + "INSERT INTO app.tied VALUES (7, -7); SELECT setval('app.s', 10)";
        await using var copy = await NastyDatabase.CopyAsync(tied);
        await using var broken = await NastyDatabase.CopyAsync(
            tied + "; CREATE TABLE app.other (x int, z int, CHECK (x + z = 1)); UPDATE pg_constraint SET conbin = (SELECT conbin FROM pg_constraint WHERE conrelid = 'app.other'::regclass) WHERE conrelid = 'app.tied'::regclass");

        var told = (await copy.AskAsync("write-gate")).Findings.Single(found => found.Code == "DRF414");
        var refused = (await broken.AskAsync("write-gate")).Findings.Single(found => found.Code == "DRF414");

        Assert.That((told.Subject, told.Severity), Is.EqualTo(("table app.tied", FindingSeverity.Note)));
        Assert.That((refused.Subject, refused.Severity), Is.EqualTo(("table app.tied", FindingSeverity.Error)));
    }

    /// <summary>Where nothing says how the source stood, or says otherwise, a copy of files is not believed either.</summary>
    [TestCase(true, "SELECT 1", null)]
    [TestCase(true, "SELECT setval('app.t_t_seq', 10)", FindingSeverity.Error)]
    [TestCase(false, "SELECT setval('app.t_t_seq', 10)", FindingSeverity.Error)]
    public async Task A_sequence_behind_its_column_is_an_error_of_a_copy_of_files_unless_it_stood_there(bool withManifest, string damage, FindingSeverity? severity)
    {
        await using var copy = await NastyDatabase.CopyAsync(damage);
        var restored = await NastyDatabase.RestoredAsync();

        var answer = await new WriteGateVerification().RunAsync(
            NastyDatabase.Context(withManifest ? restored.Manifest : null, copy.Database, BackupFormat.PgBaseBackup), default);

        Assert.That(answer.Findings.SingleOrDefault(found => found.Subject == "sequence app.t_t_seq")?.Severity, Is.EqualTo(severity));
    }

    /// <summary>earthdistance's own functions name their types and functions without a schema: only the application's search path finds them.</summary>
    [Test]
    public async Task A_row_that_an_index_refuses_for_the_harness_search_path_alone_is_no_fault_of_the_copy()
    {
        await using var copy = await NastyDatabase.CopyAsync(
            "SET search_path = app; CREATE EXTENSION cube; CREATE EXTENSION earthdistance; CREATE TABLE places (id int PRIMARY KEY, la float8, lo float8); "
            + "INSERT INTO places VALUES (1, 19.07, 72.87); CREATE INDEX ON places USING gist (ll_to_earth(la, lo))");

        var answer = await copy.AskAsync("write-gate");

        var finding = answer.Findings.Single(found => found.Code == "DRF414");
        Assert.That((finding.Subject, finding.Severity), Is.EqualTo(("table app.places", FindingSeverity.Note)));
        Assert.That(finding.Statement, Does.Contain("pg_catalog alone"));
        Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
    }

    [Test]
    public async Task A_row_that_breaks_a_constraint_declared_not_valid_is_not_held_against_the_copy()
    {
        await using var copy = await NastyDatabase.CopyAsync("ALTER TABLE app.child ADD CONSTRAINT later CHECK (false) NOT VALID");

        var answer = await copy.AskAsync("write-gate");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(answer.Scope, Does.EndWith("; of 1 the source would refuse the row as well"));
        }
    }

    [Test]
    public async Task The_write_gate_moves_no_sequence_and_leaves_no_row()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        await copy.AskAsync("write-gate");
        await copy.AskAsync("index-integrity");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await copy.AskAsync("sequence-positions")).Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That((await copy.AskAsync("table-content")).Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That((await copy.AskAsync("large-objects")).Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That((await copy.AskAsync("schema-objects")).Findings, Is.Empty);
        }
    }

    [Test]
    public async Task No_verification_runs_code_of_the_backup()
    {
        await using var copy = await NastyDatabase.CopyAsync("""
            CREATE OR REPLACE FUNCTION app.f_immut(i int) RETURNS int LANGUAGE plpgsql IMMUTABLE
                AS $$ BEGIN RAISE EXCEPTION 'code of the backup ran'; END $$;
            CREATE OR REPLACE FUNCTION app.trg() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN RAISE EXCEPTION 'code of the backup ran'; END $$;
            CREATE FUNCTION app.tripwire(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'code of the backup ran'; END $$;
            ALTER TABLE app.child ADD CONSTRAINT wired CHECK (app.tripwire(z)) NOT VALID;
            UPDATE pg_constraint SET convalidated = true WHERE conname = 'wired';
            ALTER TABLE app.parent ALTER a SET DEFAULT app.tripwire(1)::int;
            """);

        foreach (var id in new[] { "table-content", "write-gate", "constraints-hold", "index-integrity", "schema-objects" })
        {
            var answer = await copy.AskAsync(id);
            Assert.That(answer.Impossible, Is.Null, id);
            Assert.That(
                answer.Findings.Where(finding => finding.Observed.Contains("P0001", StringComparison.Ordinal)), Is.Empty, id);
        }
    }

    [Test]
    public async Task Without_a_manifest_nothing_is_compared()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        foreach (var verification in DrDrills.PostgreSql.Verifications.Verifications.Default
            .Except(DrDrills.PostgreSql.Verifications.Verifications.SelfConsistent).Where(v => v.Id.Value != "freshness"))
        {
            var answer = await verification.RunAsync(NastyDatabase.Context(null, copy.Database), CancellationToken.None);
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive), verification.Title);
        }
    }
}
