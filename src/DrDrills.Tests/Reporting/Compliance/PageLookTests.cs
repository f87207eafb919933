using DrDrills.Reporting.Compliance;
using DrDrills.Reporting.History;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Compliance;

/// <summary>The pages as a browser shows them.</summary>
public sealed class PageLookTests
{
    private DirectoryInfo _folder = null!;

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_report_breaks_no_rule_of_accessibility_and_asks_nothing_of_the_network()
    {
        _folder = await ReportedRun.WriteAsync(await ReportedRun.PassedAsync(), await ReportedRun.FailedAsync(), await ReportedRun.ControlAsync());
        await ReportFiles.WriteAsync(_folder, ReportedRun.Templates, null, Samples.Incidence.AddDays(1), [], CancellationToken.None);

        var look = await Browser.LookAsync(Path.Combine(_folder.FullName, ComplianceReport.FileName));

        Assert.That(look.Violations, Is.Empty);
        Assert.That(look.Requests, Is.Empty);
    }

    [Test]
    public async Task A_page_that_breaks_a_rule_is_seen()
    {
        _folder = Directory.CreateTempSubdirectory("drdrills-page-");
        var page = Path.Combine(_folder.FullName, "bad.html");
        await File.WriteAllTextAsync(page, "<html><body><img src=\"http://127.0.0.1:9/x.png\"><p style=\"color:#ccc\">faint</p></body></html>");

        var look = await Browser.LookAsync(page);

        Assert.That(look.Violations, Has.Some.Contains("image-alt").And.Some.Contains("color-contrast"));
        Assert.That(look.Requests, Is.Not.Empty);
    }

    [Test]
    public async Task The_history_breaks_no_rule_of_accessibility()
    {
        _folder = Directory.CreateTempSubdirectory("drdrills-page-");
        var page = Path.Combine(_folder.FullName, HistoryPage.FileName);
        var template = await File.ReadAllTextAsync(Path.Combine(ReportedRun.Templates.FullName, "history.liquid"));
        await File.WriteAllTextAsync(page, await HistoryPage.FormatAsync(DrillHistory.Of([.. Months()]), BackupCoverage.Of([.. Months()], []), Samples.Incidence, template));

        var look = await Browser.LookAsync(page);

        Assert.That(look.Violations, Is.Empty);
        Assert.That(look.Requests, Is.Empty);
    }

    private static IEnumerable<HistoryPoint> Months() => Enumerable.Range(0, 24).Select(month => new HistoryPoint
    {
        RunId = $"run-{month}",
        RecordId = $"record-{month}",
        System = "bharatmart",
        DrillId = "catalog/nightly-dump",
        Title = "The nightly dump brings the catalogue back",
        Source = "pg_dump custom, fixtures",
        IsControl = false,
        Verdict = DrDrills.Verification.Verdict.Passed,
        AsItShouldBe = true,
        EvidenceClass = "mechanism",
        EndedAt = Samples.Incidence.AddDays(30 * month),
        RecoverySeconds = 600 + (60 * month),
        RecoveryObjectiveSeconds = 3600,
        SizeBytes = 1_000_000 + (month * 50_000),
        Stages = new Dictionary<string, double> { ["restore"] = 500 + (60 * month) },
    });
}
