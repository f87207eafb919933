using System.Globalization;
using DrDrills.Evidence;
using DrDrills.Reporting.Compliance;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Compliance;

/// <summary>A report of many drills in a browser. Nothing runs beside it: how long the page takes is its own, not that of other tests.</summary>
[NonParallelizable]
public sealed class LongPageTests
{
    private DirectoryInfo _folder = null!;

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_report_of_200_drills_is_under_10_MB_and_on_the_screen_within_2_s()
    {
        var records = new List<EvidenceRecord>();
        for (var i = 0; i < 200; i++)
        {
            records.Add(await ReportedRun.PassedAsync(id: string.Create(CultureInfo.InvariantCulture, $"20260801-030000-{i:x6}")));
        }

        _folder = await ReportedRun.WriteAsync([.. records]);
        var facts = await ReportFacts.ReadAsync(_folder, await ReportedRun.CatalogueAsync(), Samples.Incidence, [], CancellationToken.None);
        var template = await File.ReadAllTextAsync(Path.Combine(ReportedRun.Templates.FullName, "report.liquid"));
        var page = Path.Combine(_folder.FullName, ComplianceReport.FileName);
        await File.WriteAllTextAsync(page, await ComplianceReport.FormatAsync(facts, template));

        var look = await Browser.LookAsync(page, rules: false);

        await TestContext.Progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"200 drills: {new FileInfo(page).Length / 1024} KiB, on the screen after {look.DrawnMs:0} ms"));
        Assert.That(new FileInfo(page).Length, Is.LessThan(10_000_000));
        Assert.That(look.DrawnMs, Is.LessThan(2000));
        Assert.That(look.Requests, Is.Empty);
    }
}
