using System.Text.Json;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Architecture;

public sealed class StepBodiesTests
{
    [Test]
    public void Steps_are_thin()
    {
        var complaints = Repository.Sources("steps/Bindings")
            .SelectMany(path => StepBodies.Complaints(path, File.ReadAllText(Repository.File(path))));

        Assert.That(complaints, Is.Empty);
    }

    [Test]
    public void What_a_scenario_opens_is_closed_after_it()
    {
        var hooks = File.ReadAllText(Repository.File("steps/Hooks/ScenarioHooks.cs"));
        (string Declared, string Called)[] ends = [(" Task CloseAsync()\n", "CloseAsync()"), (" ValueTask DisposeAsync()\n", "DisposeAsync()")];
        var closed = Repository.Sources("steps/Drivers")
            .Select(path => (Name: Path.GetFileNameWithoutExtension(path), Text: File.ReadAllText(Repository.File(path))))
            .SelectMany(driver => ends.Where(end => driver.Text.Contains(end.Declared, StringComparison.Ordinal))
                .Select(end => $"Resolve<{driver.Name}>().{end.Called}"))
            .ToList();

        Assert.That(closed, Has.Count.GreaterThan(4));
        Assert.That(closed.Where(call => !hooks.Contains(call, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_thin_step_is_fine() =>
        Assert.That(Complaints("public Task Restore() => backups.RestoreAsync();"), Is.Empty);

    [TestCase("public void M() { a(); b(); c(); d(); }", "4 statements")]
    [TestCase("public void M() => a(\n1,\n2,\n3,\n4);", "5 lines")]
    [TestCase("public void M() { if (x) { a(); } }", "IfStatement")]
    [TestCase("public void M() { foreach (var y in x) a(); }", "ForEachStatement")]
    [TestCase("public void M() { while (x) a(); }", "WhileStatement")]
    [TestCase("public void M() { try { a(); } catch { } }", "TryStatement")]
    [TestCase("public int M() => x ? 1 : 2;", "ConditionalExpression")]
    [TestCase("public void M() => run(\"select id from catalog.products\");", "SQL")]
    [TestCase("public void M() => run(\"DROP TABLE products\");", "SQL")]
    [TestCase("public void M() => run(DateTimeOffset.MinValue);", "DateTimeOffset")]
    [TestCase("public void M() => File.Delete(x);", "uses File")]
    [TestCase("private static int count;", "static state")]
    public void A_step_that_is_not_thin_is_complained_of(string member, string complaint) =>
        Assert.That(Complaints(member), Has.Some.Contains(complaint));

    [TestCase("using Npgsql;")]
    [TestCase("using Oci.ObjectstorageService;")]
    [TestCase("using System.IO;")]
    public void A_step_that_uses_a_stranger_is_complained_of(string directive) => Assert.That(
        StepBodies.Complaints("x.cs", $"{directive}\npublic class XSteps {{ }}"), Has.One.Contains("uses"));

    [Test]
    public void A_class_of_120_lines_is_complained_of()
    {
        var source = $"public class XSteps {{{new string('\n', 119)}}}";

        Assert.That(StepBodies.Complaints("x.cs", source), Has.One.Contains("120 lines"));
    }

    [Test]
    public void A_binding_class_of_another_name_is_complained_of() =>
        Assert.That(StepBodies.Complaints("x.cs", "public class XHelper { }"), Has.One.Contains("not named"));

    [Test]
    public void An_unbound_or_pending_sentence_is_an_error()
    {
        using var configuration = JsonDocument.Parse(File.ReadAllText(Repository.File("steps/reqnroll.json")));

        Assert.That(
            configuration.RootElement.GetProperty("runtime").GetProperty("missingOrPendingStepsOutcome").GetString(), Is.EqualTo("Error"));
    }

    private static IEnumerable<string> Complaints(string member) =>
        StepBodies.Complaints("x.cs", $"public sealed class XSteps\n{{\n    {member}\n}}");
}
