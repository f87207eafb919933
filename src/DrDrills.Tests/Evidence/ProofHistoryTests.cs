using DrDrills.Evidence;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Tests.Evidence;

public sealed class ProofHistoryTests
{
    private static readonly SourceNames _shop = new(null, "7300/shop", "/srv/backups, database shop");

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("drdrills-history-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_newest_passed_check_of_the_same_source_is_found()
    {
        await KeepAsync("20260701-030000-aaaaaa", 40, _shop);
        await KeepAsync("20260702-030000-aaaaaa", 41, _shop);
        await KeepAsync("20260703-030000-aaaaaa", 1, _shop, "DRF483");
        await KeepAsync("20260704-030000-aaaaaa", 7, _shop with { Server = "7300/other" });

        var (proof, unread) = await new ProofHistory(_folder).FindAsync(_shop, null, CancellationToken.None);

        Assert.That((proof!.RecordId, proof.Rows.Total), Is.EqualTo(("20260702-030000-aaaaaa", 41L)));
        Assert.That(unread, Is.Empty);
    }

    [Test]
    public async Task A_proof_of_a_younger_backup_is_not_held_against_an_older_one()
    {
        await KeepAsync("20260702-030000-aaaaaa", 41, _shop);
        var taken = Samples.Backup().TakenAt!.Value;

        Assert.That((await new ProofHistory(_folder).FindAsync(_shop, taken.AddDays(-1), CancellationToken.None)).Proof, Is.Null);
        Assert.That((await new ProofHistory(_folder).FindAsync(_shop, taken, CancellationToken.None)).Proof, Is.Not.Null);
    }

    [Test]
    public async Task What_is_no_record_is_told_and_a_folder_that_is_not_there_holds_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "20260705-030000-aaaaaa.evidence.json"), "{}");

        var (proof, unread) = await new ProofHistory(_folder).FindAsync(_shop, null, CancellationToken.None);
        var nowhere = await new ProofHistory(new DirectoryInfo("/nowhere/checks")).FindAsync(_shop, null, CancellationToken.None);

        Assert.That((proof, unread), Is.EqualTo(((EarlierProof?)null, new[] { "20260705-030000-aaaaaa.evidence.json" })));
        Assert.That(nowhere.Proof, Is.Null);
    }

    [TestCase("shop", "7300/shop", "/a", "shop", "9999/shop", "/b", true)]
    [TestCase("shop", "7300/shop", "/a", "till", "7300/shop", "/a", false)]
    [TestCase("shop", "7300/shop", "/a", null, "7300/shop", "/b", true)]
    [TestCase(null, "7300/shop", "/a", "shop", "9999/shop", "/a", false)]
    [TestCase(null, null, "/a", null, "7300/shop", "/a", true)]
    [TestCase("shop", null, "/a", null, null, "/b", false)]
    public void The_most_telling_name_that_both_have_decides(
        string? system, string? server, string place, string? otherSystem, string? otherServer, string otherPlace, bool same)
    {
        var (one, other) = (new SourceNames(system, server, place), new SourceNames(otherSystem, otherServer, otherPlace));

        Assert.That((one.AreOf(other), other.AreOf(one)), Is.EqualTo((same, same)));
    }

    [Test]
    public async Task A_record_with_counts_satisfies_the_published_schema()
    {
        await KeepAsync("20260702-030000-aaaaaa", 41, _shop);

        var text = await File.ReadAllTextAsync(_folder.GetFiles().Single().FullName);

        Assert.That(text, Does.Contain("\"rows\": 41"));
        Assert.That(await PublishedSchema.Evidence.MistakesAsync(text), Is.Empty);
    }

    [Test]
    public async Task A_record_of_a_comparison_with_the_live_source_says_which_and_when()
    {
        var live = new LiveSource { Manifest = Samples.Manifest() };
        var run = await DrillRuns.RunAsync(plan => plan with { Live = live }, new ScriptedRecovery(), ScriptedVerification.Passing("table-content"));

        var record = EvidenceRecord.Of(run, Samples.Context());

        Assert.That(record.Checks.ComparisonBasis, Is.EqualTo(ComparisonBasis.Live));
        Assert.That((record.Checks.Live.Value.At, record.Checks.Live.Value.Rows), Is.EqualTo((Samples.Manifest().TakenAt, 42L)));
        Assert.That(await PublishedSchema.Evidence.MistakesAsync(EvidenceJson.Format(record)), Is.Empty);
    }

    private async Task KeepAsync(string id, long rows, SourceNames source, string? finding = null)
    {
        var answer = VerificationAnswer.Looked("all", finding is null ? [] : [Samples.Finding(finding)])
            .Counting(new RowCounts(source, [new CountedTable("sales", "orders", rows)]));
        var run = await DrillRuns.RunAsync(
            plan => plan with { RunId = id },
            new ScriptedRecovery(),
            new ScriptedVerification("row-counts", VerificationMoment.Restored, _ => answer));
        await new ProofHistory(_folder).KeepAsync(EvidenceRecord.Of(run, Samples.Context()), CancellationToken.None);
    }
}
