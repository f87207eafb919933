using System.Data;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Oci.AutonomousDatabases.Oracle;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

public sealed class OracleTableContentVerificationTests
{
    private static readonly string _digest = "000000000000000100000000000000020000000000000003ffffffffffffffff";

    [Test]
    public async Task Tables_as_in_the_manifest_pass()
    {
        var database = Database();

        var answer = await AskAsync(database, new ManifestTable("SALES", "ORDERS", 7, _digest));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), string.Join("; ", answer.Findings));
            Assert.That(database.Asked[0], Is.EqualTo("SET TRANSACTION READ ONLY"), "all tables are read at one moment");
        }
    }

    [TestCase("ORDERS", 8, "DRF537")]
    [TestCase("ORDERS", 7, "DRF538")]
    [TestCase("RETURNS", 7, "DRF535")]
    public async Task Another_content_is_seen(string name, int rows, string code)
    {
        var answer = await AskAsync(Database(), new ManifestTable("SALES", name, rows, _digest.Replace('1', '4')));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(answer.Findings.Select(finding => finding.Code), Does.Contain(code));
            Assert.That(answer.Findings.Select(finding => finding.Subject), Does.Contain($"table SALES.{name}"));
        }
    }

    [Test]
    public async Task A_table_that_was_not_there_is_seen()
    {
        var answer = await AskAsync(Database("ORDERS", "SECRETS"), new ManifestTable("SALES", "ORDERS", 7, _digest));

        Assert.That(answer.Findings.Single().Code, Is.EqualTo("DRF536"));
    }

    [Test]
    public async Task A_column_that_is_not_digested_makes_it_inconclusive()
    {
        var answer = await AskAsync(Database(type: "SDO_GEOMETRY"), new ManifestTable("SALES", "ORDERS", 7, _digest));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(answer.Impossible, Does.Contain("SALES.ORDERS.WHERE (SDO_GEOMETRY)"));
        }
    }

    [Test]
    public async Task A_manifest_of_another_digest_is_not_compared()
    {
        var context = Context(Database(), "pg-text-hash128/v1", new ManifestTable("SALES", "ORDERS", 7, _digest));

        Assert.That((await new OracleTableContentVerification().RunAsync(context, CancellationToken.None)).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    private static Task<VerificationAnswer> AskAsync(ScriptedDatabase database, ManifestTable expected) =>
        new OracleTableContentVerification().RunAsync(Context(database, OracleDigestSql.Algorithm, expected), CancellationToken.None);

    /// <summary>A sum over 64 bits counts with its lowest 64.</summary>
    private static ScriptedDatabase Database(string name = "ORDERS", string? other = null, string type = "VARCHAR2") => new(sql => sql switch
    {
        OracleDigestSql.OneMoment => new DataTable(),
        OracleDigestSql.Columns => ScriptedDatabase.Rows(
        [
            ["SALES", name, "ID", "NUMBER"],
            ["SALES", name, "WHERE", type],
            .. other is null ? Array.Empty<object?[]>() : [["SALES", other, "ID", "NUMBER"]],
        ]),
        _ => ScriptedDatabase.Row(7m, "1", "2", "18446744073709551619", "18446744073709551615"),
    });

    private static VerificationContext Context(ScriptedDatabase database, string algorithm, params ManifestTable[] tables) => new()
    {
        Backup = new BackupDescriptor
        {
            Id = new BackupId("b"),
            Format = new BackupFormat("autonomous database backup"),
            Location = "oci-database://ap-mumbai-1/x",
            Tool = "OCI",
            Manifest = Manifests.Of(algorithm, tables),
        },
        Database = database,
        Incident = new Incident("x", IncidentKind.Declared, DateTimeOffset.UnixEpoch),
        Objectives = DrillObjectives.None,
    };
}
