using DrDrills.Evidence;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Packs;
using DrDrills.Testing;
using DrDrills.Tests.Reporting.Compliance;
using DrDrills.Verification;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.History;

public sealed class DrillHistoryTests
{
    private DirectoryInfo _runs = null!;

    [SetUp]
    public void MakeFolder() => _runs = Directory.CreateTempSubdirectory("drdrills-history-");

    [TearDown]
    public void RemoveFolder() => _runs.Delete(recursive: true);

    [Test]
    public async Task A_store_holds_what_the_packs_hold_and_can_be_thrown_away()
    {
        await SealAsync("run-1", await ReportedRun.PassedAsync(), await ReportedRun.ControlAsync());
        await SealAsync("run-2", await ReportedRun.FailedAsync());
        var before = await PointsAsync();
        File.Delete(Path.Combine(_runs.FullName, HistoryStore.FileName));

        var after = await PointsAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.Select(point => point.RecordId), Is.EqualTo(after.Select(point => point.RecordId)));
            Assert.That(after, Has.Count.EqualTo(3));
            Assert.That(after.Single(point => point.RunId == "run-1" && !point.IsControl).RecoverySeconds, Is.EqualTo(30));
            Assert.That(after.Single(point => point.RunId == "run-2").RecoverySeconds, Is.Null);
            Assert.That(after.Single(point => point.IsControl).AsItShouldBe, Is.True);
        }
    }

    [Test]
    public async Task A_store_of_another_layout_is_thrown_away_and_made_again()
    {
        await SealAsync("run-1", await ReportedRun.PassedAsync());
        await using (var old = new SqliteConnection($"Data Source={Path.Combine(_runs.FullName, HistoryStore.FileName)};Pooling=False"))
        {
            await old.OpenAsync();
            var command = old.CreateCommand();
            command.CommandText = "CREATE TABLE run (run_id TEXT PRIMARY KEY); CREATE TABLE drill (record_id TEXT PRIMARY KEY)";
            await command.ExecuteNonQueryAsync();
        }

        Assert.That((await PointsAsync()).Select(point => point.RunId), Is.EqualTo(new[] { "run-1" }));
    }

    [Test]
    public async Task A_run_that_is_gone_is_gone_from_the_store()
    {
        await SealAsync("run-1", await ReportedRun.PassedAsync());
        await PointsAsync();
        Directory.Delete(Path.Combine(_runs.FullName, "run-1"), recursive: true);

        Assert.That(await PointsAsync(), Is.Empty);
    }

    [Test]
    public void A_last_run_that_failed_leaves_the_stamp_of_the_last_that_passed()
    {
        var drill = DrillHistory.Of([Point(0, 10), Point(1, 10), Point(2, 10) with { AsItShouldBe = false, Verdict = Verdict.Failed }]).Single();

        Assert.That(drill.LastRun, Is.EqualTo(Samples.Incidence.AddDays(60)));
        Assert.That(drill.LastPassed, Is.EqualTo(Samples.Incidence.AddDays(30)));
    }

    [Test]
    public void A_stage_that_is_slower_than_its_own_history_is_a_finding_and_noise_is_not()
    {
        var even = Enumerable.Range(0, 8).Select(month => Point(month, 10 + (0.1 * (month % 3)))).ToList();
        var slow = Point(8, 14);

        Assert.That(DrillHistory.Of([.. even, Point(8, 10.3)]).Single().Regressions(), Is.Empty);
        var finding = DrillHistory.Of([.. even, slow]).Single().Regressions().Single();
        Assert.That(finding.Code, Is.EqualTo("DRF601"));
        Assert.That(finding.Subject, Is.EqualTo("catalog/nightly-dump, stage restore"));
    }

    [Test]
    public void A_drill_that_was_never_proven_comes_first()
    {
        var never = Point(5, 10) with { DrillId = "z/never", AsItShouldBe = false };
        var old = Point(1, 10) with { DrillId = "b/old" };
        var fresh = Point(4, 10) with { DrillId = "a/fresh" };

        Assert.That(DrillHistory.Of([fresh, old, never]).Select(drill => drill.DrillId), Is.EqualTo(new[] { "z/never", "b/old", "a/fresh" }));
    }

    [Test]
    public void Fixtures_and_real_backups_are_never_one_row()
    {
        var drills = DrillHistory.Of([Point(0, 10), Point(1, 99) with { EvidenceClass = "provider" }]);

        Assert.That(drills.Select(drill => (drill.EvidenceClass, drill.Points.Count)), Is.EquivalentTo(new[] { ("mechanism", 1), ("provider", 1) }));
    }

    [Test]
    public void Metrics_carry_both_stamps_and_no_line_for_what_was_not_measured()
    {
        var text = PrometheusMetrics.Format(DrillHistory.Of([Point(0, 10) with { RecoverySeconds = null, DrillId = "a\"b" }]));

        Assert.That(text, Does.Contain("drdrills_last_passed_timestamp_seconds{system=\"bharatmart\",drill=\"a\\\"b\",evidence_class=\"mechanism\"} 1785553200\n"));
        Assert.That(text, Does.Not.Contain("drdrills_recovery_time_seconds{"));
    }

    [Test]
    public async Task The_page_has_a_picture_and_an_outlook_for_each_drill_and_fetches_nothing()
    {
        var points = Enumerable.Range(0, 24).Select(month => Point(month, 10) with { RecoverySeconds = 600 + (60 * month) }).ToList();

        var page = await HistoryPage.FormatAsync(
            DrillHistory.Of(points), BackupCoverage.Of(points, []), Samples.Incidence, await File.ReadAllTextAsync(Path.Combine(ReportedRun.Templates.FullName, "history.liquid")));

        Assert.That(page, Does.Contain("the objective is missed about").And.Contain("<polyline class=\"curve\"").And.Contain("pg_dump custom, fixtures").And.Not.Contain("http"));
    }

    private static HistoryPoint Point(int month, double restore) => HistoryPoints.At(month, restore);

    private async Task SealAsync(string runId, params EvidenceRecord[] records)
    {
        var run = await ReportedRun.WriteAsync(records);
        var folder = Path.Combine(_runs.FullName, runId);
        Directory.Move(run.FullName, folder);
        var (signer, _) = await EcdsaSigner.OfFileOrNewAsync(new FileInfo(Path.Combine(_runs.FullName, "signing-key.pem")), CancellationToken.None);
        using (signer)
        {
            await new PackSeal(new ChainHeads(new DirectoryInfo(Path.Combine(_runs.FullName, "heads"))), signer).SealAsync(new DirectoryInfo(folder), runId, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<HistoryPoint>> PointsAsync()
    {
        var (store, unread) = await HistoryStore.OpenAsync(_runs, CancellationToken.None);
        await using (store)
        {
            Assert.That(unread, Is.Empty);
            return await store.ReadAsync(CancellationToken.None);
        }
    }
}
