using NUnit.Framework;
using Reqnroll.Generator;
using Reqnroll.Generator.Emission;
using Reqnroll.Generator.Parsing;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: what the build makes of feature files; problems are build errors at their line and column.</summary>
public sealed class GeneratorTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("generator-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [TestCase("features/catalog/x.feature", "../features/catalog/x.feature", "My.Root.Features.Catalog", "../features/catalog")]
    [TestCase("", "Deep/point-in-time/x.feature", "My.Root.Deep.Point_In_Time", "Deep/point-in-time")]
    [TestCase("", "x.feature", "My.Root", "")]
    [TestCase("", "../other/x.feature", "My.Root.Other", "../other")]
    public void The_link_or_the_folder_gives_the_namespace(string link, string relative, string expected, string folder)
    {
        var code = Generate("Feature: F\n  Scenario: S\n    Given x\n", new FeatureFile("/repo/x.feature", link, relative, "out"));

        Assert.That(code, Does.Contain($"namespace {expected}\n").And.Contain("public partial class FFeature"));
        Assert.That(code, Does.Contain($"CultureInfo(\"en-US\"), \"{folder}\", \"F\""));
    }

    [TestCase("de", "Funktionalität: F\n  Szenario: S\n    Angenommen x\n    Wenn y\n    Dann z\n    Und u\n    Aber v\n    * w\n")]
    [TestCase("en", "Feature: F\n  Scenario: S\n    Given x\n    When y\n    Then z\n    And u\n    But v\n    * w\n")]
    public void Keywords_of_the_language_choose_the_call(string language, string body)
    {
        var code = Generate($"# language: {language}\n{body}");

        Assert.That(code, Does.Match(@"(?s)GivenAsync\(""x"".*WhenAsync\(""y"".*ThenAsync\(""z"".*AndAsync\(""u"".*ButAsync\(""v"".*AndAsync\(""w"""));
        Assert.That(code, Does.Contain($"CultureInfo(\"{language}\")"));
    }

    [Test]
    public void Examples_that_are_ignored_say_so_and_awkward_columns_stay_valid()
    {
        var code = Generate("""
            @Ignore @x
            Feature: F
              Scenario Outline: S <class>
                Given <class> and < class > and <other>
                  | <class> |
                @ignore
                Examples:
                  | class | Class | + |
                  | a"b   | b     | c |
            """);

        Assert.That(code, Does.Contain("""[global::NUnit.Framework.TestCaseAttribute("a\"b", "b", "c", "0", null, IgnoreReason = "Ignored by @ignore tag")]"""));
        Assert.That(code, Does.Contain("S Class".Replace(" ", "", StringComparison.Ordinal) + "(string @class, string @class1, string @_, string __pickleIndex, string[] exampleTags)"));
        Assert.That(code, Does.Contain("""GivenAsync("" + @class + " and " + @class + " and <other>", """));
        Assert.That(code, Does.Contain("IgnoreAttribute(\"Ignored feature\")").And.Contain("CategoryAttribute(\"x\")").And.Not.Contain("CategoryAttribute(\"Ignore\")"));
    }

    [Test]
    public void An_ignored_scenario_has_a_reason_and_no_such_category()
    {
        var code = Generate("Feature: F\n  @a @ignore\n  Scenario: S\n    Given x\n");

        Assert.That(code, Does.Contain("CategoryAttribute(\"a\")").And.Contain("IgnoreAttribute(\"Ignored scenario\")"));
        Assert.That(code, Does.Not.Contain("CategoryAttribute(\"ignore\")"));
    }

    [Test]
    public void Configured_tags_also_forbid_parallel_runs()
    {
        var options = Options().With("""{ "generator": { "addNonParallelizableMarkerForTags": ["alone"] } }""");
        var feature = FeatureParser.Parse("@alone\nFeature: F\n", options.FeatureLanguage)!;

        var code = FeatureClassWriter.Write(feature, new FeatureFile("/x.feature", "", "x.feature", "out"), options);

        Assert.That(code, Does.Contain("NonParallelizableAttribute()").And.Contain("CategoryAttribute(\"alone\")"));
    }

    [TestCase("Feature: F\n  Scenario: S\n    Given x\n    Nonsense\n", 4, 5, "expected:")]
    [TestCase("Feature: F\n  Scenario: S\n  Scenario: S\n", 3, 3, "already contains a scenario with name 'S'")]
    [TestCase("Feature: F\n  Scenario:\n    Given x\n", 2, 3, "must have a title")]
    [TestCase("Feature: F\n  Scenario Outline: S\n    Given x\n  Examples:\n    | a |\n", 2, 3, "has no examples defined")]
    [TestCase("Feature: F\n  Scenario: S\n  Examples:\n | a | a |\n | 1 | 2 |\n", 2, 3, "example column with header 'a'")]
    [TestCase("Feature: F\n  Scenario: S\n  Examples:\n | a |\n | 1 |\n  Examples:\n | b |\n | 1 |\n", 2, 3, "must provide the same parameters")]
    [TestCase("Feature: F\n  Scenario: S\n    Given x\n      | a | b |\n      | 1 |\n", 5, 7, "inconsistent cell count")]
    public void Problems_have_their_place(string text, int line, int column, string message)
    {
        var problems = Assert.Throws<FeatureProblemException>(() => FeatureParser.Parse(text, "en-US"))!.Problems;

        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That((problems[0].Line, problems[0].Column), Is.EqualTo((line, column)));
        Assert.That(problems[0].Message, Does.Contain(message));
    }

    [Test]
    public void A_run_writes_what_changed_and_removes_what_is_gone()
    {
        var feature = Path.Combine(_folder.FullName, "a.feature");
        File.WriteAllText(feature, "Feature: F\n  Scenario: S\n    Given x\n");
        var output = Directory.CreateDirectory(Path.Combine(_folder.FullName, "out"));
        var stale = Path.Combine(output.FullName, "gone.feature.cs");
        File.WriteAllText(stale, "");

        var first = Run(feature, out _);
        var written = File.GetLastWriteTimeUtc(Path.Combine(output.FullName, "a.feature.cs"));
        var second = Run(feature, out _);

        Assert.That((first, second), Is.EqualTo((0, 0)));
        Assert.That(File.Exists(stale), Is.False);
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(output.FullName, "a.feature.cs")), Is.EqualTo(written));
        Assert.That(File.ReadAllText(Path.Combine(output.FullName, "hooks.cs")), Does.Contain("class My_Root_NUnitAssemblyHooks"));
    }

    [Test]
    public void A_run_with_problems_reports_them_in_the_builds_form_and_leaves_no_stamp()
    {
        var feature = Path.Combine(_folder.FullName, "a.feature");
        File.WriteAllText(feature, "Feature: F\n  Scenario: S\n  Scenario: S\n");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "out"));

        var exitCode = Run(feature, out var text);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(text, Does.StartWith($"{feature}(3,3): error REQNROLL: Feature file already contains"));
        Assert.That(File.Exists(Path.Combine(_folder.FullName, "stamp")), Is.False);
    }

    private static GeneratorOptions Options() =>
        new() { ListFile = "", RootNamespace = "My.Root", OutputFolder = "", HooksFile = "", StampFile = "" };

    private static string Generate(string text, FeatureFile? file = null) => FeatureClassWriter.Write(
        FeatureParser.Parse(text, "en-US")!, file ?? new FeatureFile("/repo/x.feature", "", "x.feature", "out"), Options());

    private int Run(string feature, out string text)
    {
        var list = Path.Combine(_folder.FullName, "list");
        File.WriteAllText(list, $"{feature}||a.feature|{_folder.FullName}/out/a.feature.cs\n");
        using var writer = new StringWriter();
        var exitCode = GeneratorRun.Start(
            ["--list", list, "--namespace", "My.Root", "--output", $"{_folder.FullName}/out", "--hooks",
                $"{_folder.FullName}/out/hooks.cs", "--stamp", $"{_folder.FullName}/stamp", "--config", ""],
            writer);
        text = writer.ToString();
        return exitCode;
    }
}
