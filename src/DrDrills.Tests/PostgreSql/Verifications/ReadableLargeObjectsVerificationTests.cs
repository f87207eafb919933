using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Shared cluster; each case damages its own copy of one restored database and drops it.</summary>
public sealed class ReadableLargeObjectsVerificationTests
{
    private const string Scans = "CREATE EXTENSION lo; CREATE TABLE app.scans (id int, scan lo, maybe oid); INSERT INTO app.scans VALUES (1, 70001, 70002), (2, NULL, 0);";

    [Test]
    public async Task Large_objects_that_columns_point_to_are_read()
    {
        await using var copy = await NastyDatabase.CopyAsync(Scans);

        var answer = await AskAsync(copy);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(Verdict.Passed), answer.Impossible);
            Assert.That(answer.Findings, Is.Empty);
            Assert.That(answer.Scope, Is.EqualTo("2 large objects, 5000008 bytes, all read; 2 columns that may point to them"));
        }
    }

    [TestCase("SELECT lo_unlink(70001)", "DRF346", "column app.scans.scan", Verdict.Failed)]
    [TestCase("SELECT lo_unlink(70002)", "DRF347", "column app.scans.maybe", Verdict.Passed)]
    public async Task A_large_object_that_is_pointed_to_and_missing_is_told(string damage, string code, string subject, Verdict verdict)
    {
        await using var copy = await NastyDatabase.CopyAsync(Scans + damage);

        var answer = await AskAsync(copy);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Verdict, Is.EqualTo(verdict), answer.Impossible);
            Assert.That(answer.Findings.Select(f => (f.Code, f.Subject, f.Observed)), Is.EqualTo(new[] { (code, subject, "1 of 1 values name none") }));
        }
    }

    [Test]
    public async Task Damaged_storage_is_a_finding()
    {
        await using var copy = await NastyDatabase.CopyAsync(DamagedStorageSql.BreakFirstPageFromOutside("pg_largeobject"));

        var answer = await AskAsync(copy);

        Assert.That(answer.Findings.Single().Code, Is.EqualTo("DRF345"), answer.Impossible);
    }

    private static Task<VerificationAnswer> AskAsync(DamagedCopy copy) => copy.AskAsync(
        DrDrills.PostgreSql.Verifications.Verifications.SelfConsistent.Single(v => v.Id == VerificationId.Parse("large-objects")));
}
