using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace StandIns.Tests.Allure;

/// <summary>Upstream: one <c>-result.json</c> per test, as Allure.NUnit 2.13 writes it.</summary>
public sealed class ResultFileTests
{
    private const string ClassName = "Sample.Catalogue.CatalogueFeature";

    private static JsonObject Passed => SampleRun.Once.Result("Passes");

    [Test]
    public void An_attribute_on_the_assembly_reports_each_test_that_ran_once()
    {
        var methods = SampleRun.Once.Results.Select(r => SampleRun.LabelsOf(r, "testMethod").Single());

        Assert.That(methods, Is.EquivalentTo(new[]
        {
            "Passes", "Fails", "Breaks", "FailsTwice", "Skips", "Inconclusive", "Warns", "Fixtures",
            "Outline", "Outline", "Later", "Now",
        }));
    }

    [Test]
    public void The_fields_are_those_of_the_real_writer_in_its_order()
    {
        Assert.That(Passed.Select(field => field.Key), Is.EqualTo(new[]
        {
            "uuid", "historyId", "testCaseId", "titlePath", "fullName", "labels", "links", "name", "status", "stage",
            "description", "steps", "attachments", "parameters", "start", "stop",
        }));
    }

    [Test]
    public void Names_and_identities_come_from_the_method()
    {
        const string FullName = $"{SampleRun.AssemblyName}:{ClassName}.Passes()";

        Assert.That((string?)Passed["name"], Is.EqualTo("The catalogue comes back"));
        Assert.That((string?)Passed["fullName"], Is.EqualTo(FullName));
        Assert.That((string?)Passed["testCaseId"], Is.EqualTo(Md5(FullName)));
        Assert.That(Passed["titlePath"]!.ToJsonString(), Is.EqualTo(
            """["Sample.Drills","Sample","Catalogue","CatalogueFeature"]"""));
    }

    [Test]
    public void The_history_follows_the_values_of_parameters_that_are_not_excluded()
    {
        const string Identity = $$"""
            {"fullName":"{{SampleRun.AssemblyName}}:{{ClassName}}.Passes()","parameters":["\"15 minutes\"","\"x\""]}
            """;

        Assert.That((string?)Passed["historyId"], Is.EqualTo(Md5(Identity)));
    }

    [Test]
    public void The_labels_name_the_framework_the_place_and_the_tags()
    {
        var labels = Passed["labels"]!.AsArray()
            .Select(l => $"{l!["name"]}={l["value"]}")
            .Where(l => !l.StartsWith("thread=", StringComparison.Ordinal));

        Assert.That(labels, Is.EqualTo(new[]
        {
            $"host={Environment.MachineName}", "language=C#", "framework=NUnit 3", $"package={ClassName}",
            "testMethod=Passes", "testClass=CatalogueFeature", "severity=critical", "owner=sre", "feature=Catalogue",
            "fromTearDown=yes", "tag=slow", "tag=control:A1", "tag=restore",
            "parentSuite=Sample.Drills", "suite=Sample.Catalogue", "subSuite=CatalogueFeature",
        }));
        Assert.That(SampleRun.LabelsOf(Passed, "thread"), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_suite_of_its_own_replaces_all_three_default_suites()
    {
        var result = SampleRun.Once.Result("Now");

        Assert.That(SampleRun.LabelsOf(result, "suite"), Is.EqualTo(new[] { "own suite" }));
        Assert.That(SampleRun.LabelsOf(result, "parentSuite").Concat(SampleRun.LabelsOf(result, "subSuite")), Is.Empty);
    }

    [Test]
    public void Descriptions_are_gathered_from_the_test_and_its_class() =>
        Assert.That((string?)Passed["description"], Is.EqualTo("Passes well\nA corrupted catalogue\n"));

    [Test]
    public void Links_are_completed_by_the_configured_pattern() =>
        Assert.That(Passed["links"]!.ToJsonString(), Is.EqualTo(
            """[{"name":"42","url":"https://tracker.example/42","type":"issue"}]"""));

    [Test]
    public void Parameters_carry_their_mode_and_whether_they_count() =>
        Assert.That(Relaxed(Passed["parameters"]!), Is.EqualTo(
            """[{"name":"objective","value":"\"15 minutes\"","excluded":false},"""
            + """{"name":"measured","value":"12","excluded":true},"""
            + """{"name":"secret","value":"\"x\"","excluded":false,"mode":"masked"}]"""));

    [Test]
    public void Arguments_of_a_row_become_parameters_unless_dropped_and_rows_share_the_case()
    {
        var rows = SampleRun.Once.Results
            .Where(r => SampleRun.LabelsOf(r, "testMethod").Single() == "Outline")
            .OrderBy(r => Relaxed(r["parameters"]!), StringComparer.Ordinal)
            .ToArray();

        Assert.That(Relaxed(rows[0]["parameters"]!), Is.EqualTo(
            """[{"name":"incident","value":"\"a dropped table\"","excluded":false},"""
            + """{"name":"rows","value":"1","excluded":false}]"""));
        Assert.That(rows.Select(r => (string?)r["fullName"]), Is.All.EqualTo(
            $"{SampleRun.AssemblyName}:{ClassName}.Outline(System.String,System.Int32,System.String,System.String[])"));
        Assert.That(rows.Select(r => (string?)r["name"]), Is.All.EqualTo("Outline"));
        Assert.That(rows.Select(r => (string?)r["testCaseId"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(rows.Select(r => (string?)r["historyId"]).Distinct().Count(), Is.EqualTo(2));
    }

    private static string Relaxed(JsonNode node) => node.ToJsonString(
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    [SuppressMessage("Security", "CA5351", Justification = "Upstream's identities are MD5.")]
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
