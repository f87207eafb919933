using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DrDrills.Reporting.Compliance;
using DrDrills.Reporting.History;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Compliance;

public sealed partial class ReportFilesTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public async Task WriteRun()
    {
        _folder = await ReportedRun.WriteAsync(await ReportedRun.PassedAsync(), await ReportedRun.FailedAsync(), await ReportedRun.ControlAsync());
        await ReportFiles.WriteAsync(_folder, ReportedRun.Templates, null, Samples.Incidence.AddDays(1), [], CancellationToken.None);
    }

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task The_page_says_what_was_drilled_and_asks_nothing_of_the_network()
    {
        var page = await TextAsync(ComplianceReport.FileName);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("A corrupted catalogue comes back from the nightly dump"));
            Assert.That(page, Does.Contain("Evidence class mechanism"));
            Assert.That(page, Does.Contain("Time to notice the incident."));
            Assert.That(page, Does.Contain("seen red for the right reason"));
            Assert.That(page, Does.Contain("FAILED"));
            Assert.That(Elsewhere().Matches(page).Select(match => match.Value), Is.Empty);
            Assert.That(Unfilled().Matches(page).Select(match => match.Value), Is.Empty);
        }
    }

    [Test]
    public async Task Text_of_a_record_is_never_markup()
    {
        var page = await TextAsync(ComplianceReport.FileName);

        Assert.That(page, Does.Contain("A &lt;script&gt; in a title").And.Not.Contain("<script"));
    }

    [Test]
    public async Task The_table_has_a_line_for_each_record_and_quotes_each_cell()
    {
        var lines = (await TextAsync(RecordsCsv.FileName)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[0], Does.StartWith("\"recordId\",\"kind\""));
        Assert.That(lines, Has.One.Contains("\"30\",\"3600\",\"3600\",\"86400\""));
        Assert.That(lines, Has.Some.Contains("\"not measured\""));
    }

    [Test]
    public async Task Oscal_has_an_observation_for_each_record_and_a_finding_for_each_control()
    {
        var result = JsonNode.Parse(await TextAsync(OscalResults.FileName))!["assessment-results"]!["results"]![0]!;
        var controls = (await ReportedRun.CatalogueAsync()).Frameworks.Sum(framework => framework.Controls.Count);

        var identifiers = result["findings"]!.AsArray().Select(finding => finding!["uuid"]!.GetValue<string>()).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result["observations"]!.AsArray(), Has.Count.EqualTo(3));
            Assert.That(result["findings"]!.AsArray(), Has.Count.EqualTo(controls));
            Assert.That(identifiers, Is.All.Match("^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$"));
            Assert.That(identifiers, Is.Unique);
        }
    }

    [Test]
    public async Task Oscal_is_valid_against_the_schema_that_NIST_publishes()
    {
        var text = await TextAsync(OscalResults.FileName);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PublishedSchema.OscalAssessmentResults.MistakesAsync(text), Is.Empty);
            Assert.That(
                await PublishedSchema.OscalAssessmentResults.MistakesAsync(text.Replace("\"not-satisfied\"", "\"perhaps\"", StringComparison.Ordinal)), Is.Not.Empty);
            Assert.That(
                await PublishedSchema.OscalAssessmentResults.MistakesAsync(text.Replace("\"import-ap\"", "\"import\"", StringComparison.Ordinal)), Is.Not.Empty);
        }
    }

    [Test]
    public async Task A_record_is_named_by_the_end_of_its_id_and_linked_to_where_the_page_speaks_of_it()
    {
        var page = await TextAsync(ComplianceReport.FileName);
        var links = LinkHere().Matches(page).Select(match => match.Groups["anchor"].Value).Distinct().ToList();

        Assert.That(links, Does.Contain("drill-20260801-030000-9f3a61").And.Some.StartsWith("control-"));
        Assert.That(links.Where(anchor => !page.Contains($"id=\"{anchor}\"", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_stage_slower_than_its_history_is_a_finding_of_its_drill()
    {
        var regression = new RunRegression(
            "20260801-030000-9f3a61", "DRF601", "catalog/nightly-dump, stage restore", "about 10 s", "14 s", "The stage took longer than its own history explains.");
        await new RunRegressions(RunRegressions.SchemaVersion, _folder.Name, 8, [regression]).WriteAsync(_folder, CancellationToken.None);
        await ReportFiles.WriteAsync(_folder, ReportedRun.Templates, null, Samples.Incidence.AddDays(1), [], CancellationToken.None);

        Assert.That(
            await TextAsync(ComplianceReport.FileName),
            Does.Match("<code>DRF601</code> The stage took longer than its own history explains.</th>.*stage restore.*about 10 s.*14 s.*not assigned"));
    }

    [Test]
    public async Task Each_gap_is_listed_once_with_its_clauses()
    {
        var page = await TextAsync(ComplianceReport.FileName);
        var gaps = page[page.IndexOf("id=\"gaps\"", StringComparison.Ordinal)..page.IndexOf("<h3>ISO", StringComparison.Ordinal)];

        Assert.That(gaps.Split("<td>seen on fixtures only").Length - 1, Is.EqualTo(1));
        Assert.That(gaps, Does.Contain("29(c)").And.Contain("A.8.13; "));
    }

    private Task<string> TextAsync(string name) => File.ReadAllTextAsync(Path.Combine(_folder.FullName, name));

    [GeneratedRegex("""href="#(?<anchor>[^"]+)""")]
    private static partial Regex LinkHere();

    // Anything that a browser would fetch: sources, style sheets, imports, addresses in styles.
    [GeneratedRegex("""\b(src|srcset)\s*=|<link|@import|url\(|https?://""", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\{\{|\{%|<td></td>|<li></li>")]
    private static partial Regex Unfilled();
}
