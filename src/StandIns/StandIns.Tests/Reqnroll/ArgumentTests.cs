using NUnit.Framework;
using Reqnroll;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: transformations come before .NET's own conversions, which read in the culture of the feature.</summary>
public sealed class ArgumentTests
{
    [Test]
    public async Task Built_in_types_enums_guids_and_type_converters()
    {
        var bindings = CompiledBindings.From("""
            public enum Colour { DarkRed, Green }
            [Binding] public class S
            {
                [Given("{int} {decimal} {Colour} {Guid}")] public void A(int a, decimal b, Colour c, Guid d) => Log.Add($"{a} {b} {c} {d}");
                [Given("within {}")] public void B(TimeSpan t) => Log.Add(t.TotalMinutes);
                [Given("^maybe (.*)$")] public void C(Colour? c) => Log.Add(c);
                [Given("on {DateTime}")] public void D(DateTime d) => Log.Add(d.ToString("yyyy-MM-dd"));
                [Given("flag {Boolean}")] public void E(bool b) => Log.Add(b);
            }
            """);

        var outcome = await bindings.RunAsync(
            "Given 7 1.50 dark red 12345678", "Given within 00:15:00", "Given maybe green", "Given on 2026-08-01", "Given flag true");

        Assert.That(outcome.Error, Is.Null);
        Assert.That(outcome.Log, Is.EqualTo(new[]
        {
            "7 1.50 DarkRed 12345678-0000-0000-0000-000000000000", "15", "Green", "2026-08-01", "True",
        }));
    }

    [Test]
    public async Task Transformations_by_type_name_by_name_and_by_regular_expression()
    {
        var bindings = CompiledBindings.From("""
            public record Objective(TimeSpan Limit);
            public record Version(int Major, int Minor);
            [Binding] public class S
            {
                [StepArgumentTransformation(@"(\d+) minutes?")] public Objective Minutes(int n) => new(TimeSpan.FromMinutes(n));
                [StepArgumentTransformation(@"(\d+) hours?")] public Objective Hours(int n) => new(TimeSpan.FromHours(n));
                [StepArgumentTransformation(@"v(\d+)\.(\d+)", Name = "release")] public Version Release(int major, int minor) => new(major, minor);
                [StepArgumentTransformation] public async Task<Uri> Address(string text) { await Task.Yield(); return new Uri("http://" + text); }
                [Given("within {Objective}")] public void A(Objective o) => Log.Add(o.Limit);
                [Given("release {release}")] public void B(Version v) => Log.Add($"{v.Major}-{v.Minor}");
                [Given("at {word}")] public void C(Uri u) => Log.Add(u);
            }
            """);

        var outcome = await bindings.RunAsync("Given within 15 minutes", "Given within 1 hour", "Given release v2.13", "Given at host");

        Assert.That(outcome.Error, Is.Null);
        Assert.That(outcome.Log, Is.EqualTo(new[] { "00:15:00", "01:00:00", "2-13", "http://host/" }));
    }

    [Test]
    public async Task The_type_name_of_an_asynchronous_transformation_is_no_parameter_type()
    {
        var bindings = CompiledBindings.From("""
            public record Thing(string Name);
            [Binding] public class S
            {
                [StepArgumentTransformation] public Task<Thing> Make(string text) => Task.FromResult(new Thing(text));
                [Given("a {Thing}")] public void A(Thing t) { }
            }
            """);

        var outcome = await bindings.RunAsync("Given a x");

        Assert.That(outcome.Error, Is.TypeOf<BindingException>().With.Message.Contains("Undefined parameter type 'Thing'"));
    }

    [Test]
    public async Task A_transformation_of_a_built_in_type_widens_its_short_name()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S
            {
                [StepArgumentTransformation("none")] public int None() => 0;
                [Given("{int} left")] public void A(int n) => Log.Add(n);
            }
            """);

        var outcome = await bindings.RunAsync("Given 3 left", "Given none left");

        Assert.That(outcome.Error, Is.Null);
        Assert.That(outcome.Log, Is.EqualTo(new[] { "3", "0" }));
    }

    [Test]
    public async Task Tables_arrive_as_tables_or_as_what_a_transformation_makes_of_them()
    {
        var bindings = CompiledBindings.From("""
            public record Row(string Name, int Count);
            [Binding] public class S
            {
                [StepArgumentTransformation] public Row[] Rows(DataTable t) => t.CreateSet<Row>().ToArray();
                [Given("old")] public void A(Table t) => Log.Add(t.RowCount);
                [Given("new")] public void B(DataTable t) => Log.Add(t.Rows[0]["Name"]);
                [Given("made")] public void C(Row[] rows) => Log.Add(rows[0].Count);
            }
            """);
        var table = new Table("Name", "Count");
        table.AddRow("a", "5");

        var outcome = await bindings.RunAsync(new ScenarioSketch { Table = table }, "Given old", "Given new", "Given made");

        Assert.That(outcome.Error, Is.Null);
        Assert.That(outcome.Log, Is.EqualTo(new[] { "1", "a", "5" }));
    }

    [Test]
    public async Task The_doc_string_is_the_last_argument()
    {
        var bindings = CompiledBindings.From("""[Binding] public class S { [Given("{int} lines")] public void A(int n, string text) => Log.Add(n + text); }""");

        var outcome = await bindings.RunAsync(new ScenarioSketch { DocString = "a\nb" }, "Given 2 lines");

        Assert.That(outcome.Log, Is.EqualTo(new[] { "2a\nb" }));
        Assert.That(outcome.Output.ReplaceLineEndings("\n"), Does.Contain("Given 2 lines\n  --- multiline step argument ---\n  a\n  b\n"));
    }

    [Test]
    public async Task A_text_that_cannot_be_converted_fails_with_the_converters_own_error()
    {
        var bindings = CompiledBindings.From("""[Binding] public class S { [Given("n (.*)")] public void A(int n) { } }""");

        var outcome = await bindings.RunAsync("Given n many");

        Assert.That(outcome.Error, Is.TypeOf<FormatException>());
    }
}
