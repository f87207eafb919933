using NUnit.Framework;
using Reqnroll;
using Reqnroll.Configuration;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: exactly one definition must fit by kind, text, scope and parameters; a scope makes it win over one without.</summary>
public sealed class StepMatchingTests
{
    [Test]
    public async Task An_undefined_step_is_an_error_with_a_snippet_in_the_output()
    {
        var bindings = CompiledBindings.From("""[Binding] public class S { [Given("defined")] public void D() => Log.Add("run"); }""");

        var outcome = await bindings.RunAsync("Given defined", "When 3 \"red apples\" cost 1.5", "Then it's open");

        Assert.That(outcome.Error, Is.TypeOf<MissingStepDefinitionException>()
            .With.Message.EqualTo("No matching step definition found for one or more steps."));
        Assert.That(outcome.Log, Is.EqualTo(new[] { "run" }));
        Assert.That(outcome.Output.ReplaceLineEndings("\n"), Does.Contain("""
            -> undefined: No matching step definition found for the step. Use the following code to create one:
                    [When("{int} {string} cost {float}")]
                    public void WhenCost(int p0, string p1, Decimal p2)
                    {
                        throw new PendingStepException();
                    }
            """.ReplaceLineEndings("\n")).And.Contain("[Then(\"it's open\")]").And.Contain("public void ThenItsOpen()"));
    }

    [TestCase(MissingOrPendingStepsOutcome.Pending, typeof(InconclusiveException))]
    [TestCase(MissingOrPendingStepsOutcome.Inconclusive, typeof(InconclusiveException))]
    [TestCase(MissingOrPendingStepsOutcome.Ignore, typeof(IgnoreException))]
    public async Task The_default_for_undefined_steps_is_not_an_error_but_carries_a_class_of_snippets(
        MissingOrPendingStepsOutcome configured, Type expected)
    {
        var sketch = new ScenarioSketch { Configuration = new ReqnrollConfiguration { MissingOrPendingStepsOutcome = configured } };

        var outcome = await CompiledBindings.From("").RunAsync(sketch, "When b", "Given a");

        Assert.That(outcome.Error, Is.TypeOf(expected));
        Assert.That(outcome.Error!.Message, Does.StartWith("No matching step definition found for one or more steps.")
            .And.Match(@"(?s)\[Binding\].*public class StepDefinitions.*GivenA\(\).*WhenB\(\)"));
    }

    [TestCase(MissingOrPendingStepsOutcome.Error, typeof(PendingStepException), "The step definition is not implemented.")]
    [TestCase(MissingOrPendingStepsOutcome.Pending, typeof(InconclusiveException),
        "One or more step definitions are not implemented yet.\n  S.Later(3)")]
    public async Task A_pending_step_skips_the_rest(MissingOrPendingStepsOutcome configured, Type expected, string message)
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S
            {
                [Given("{int} later")] public async Task Later(int n) { await Task.Yield(); throw new PendingStepException(); }
                [Then("x")] public void X() => Log.Add("x");
            }
            """);
        var sketch = new ScenarioSketch { Configuration = new ReqnrollConfiguration { MissingOrPendingStepsOutcome = configured } };

        var outcome = await bindings.RunAsync(sketch, "Given 3 later", "Then x");

        Assert.That(outcome.Error, Is.TypeOf(expected));
        Assert.That(outcome.Error!.Message.ReplaceLineEndings("\n"), Is.EqualTo(message));
        Assert.That(outcome.Log, Is.Empty);
        Assert.That(outcome.Output, Does.Contain("-> pending: S.Later(3): The step definition is not implemented."));
    }

    [Test]
    public async Task Two_definitions_that_fit_are_ambiguous()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S { [Given("a {word}")] public void One(string x) { } [Given("a (.*)")] public void Two(string x) { } }
            """);

        var outcome = await bindings.RunAsync("Given a thing");

        Assert.That(outcome.Error, Is.TypeOf<AmbiguousBindingException>().With.Message.Match(
            @"^Ambiguous step definitions found for step 'Given a thing': Bindings_\w+:S\.One\(String\), Bindings_\w+:S\.Two\(String\)$"));
        Assert.That(outcome.Output, Does.Contain("-> binding error: Ambiguous"));
    }

    [TestCase("a", "scoped")]
    [TestCase("b", "plain")]
    public async Task A_scoped_definition_wins_where_it_applies(string tag, string expected)
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S
            {
                [Given("x")] public void Plain() => Log.Add("plain");
                [Given("x"), Scope(Tag = "a")] public void Scoped() => Log.Add("scoped");
                [Given("x"), Scope(Feature = "Another")] public void Elsewhere() => Log.Add("elsewhere");
                [Given("x"), Scope(Tag = "a", Scenario = "Another")] public void NotBoth() => Log.Add("not both");
            }
            """);

        var outcome = await bindings.RunAsync(new ScenarioSketch { Tags = [tag] }, "Given x");

        Assert.That(outcome.Log, Is.EqualTo(new[] { expected }));
    }

    [Test]
    public async Task A_definition_out_of_scope_is_named_beside_the_snippet()
    {
        var bindings = CompiledBindings.From("""[Binding, Scope(Tag = "a")] public class S { [Given("x")] public void X() { } }""");

        var outcome = await bindings.RunAsync("Given x");

        Assert.That(outcome.Error, Is.TypeOf<MissingStepDefinitionException>());
        Assert.That(outcome.Output, Does.Contain("none of them have matching scope for this step: S.X()."));
    }

    [Test]
    public async Task And_and_but_take_the_kind_of_the_step_before()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S { [Given("x")] public void G() => Log.Add("given"); [When("x")] public void W() => Log.Add("when"); }
            """);

        var outcome = await bindings.RunAsync("And x", "When x", "But x", "Given x", "And x");

        Assert.That(outcome.Log, Is.EqualTo(new[] { "given", "when", "when", "given", "given" }));
    }

    [Test]
    public async Task Wrong_parameter_counts_are_told()
    {
        var bindings = CompiledBindings.From("""[Binding] public class S { [Given("{int} and {int}")] public void One(int n) { } }""");

        var outcome = await bindings.RunAsync("Given 1 and 2");

        Assert.That(outcome.Error, Is.TypeOf<BindingException>().With.Message.Match(
            @"^Parameter count mismatch! The binding method 'Bindings_\w+:S\.One\(Int32\)' should have 2 parameters$"));
    }

    [Test]
    public async Task Method_names_can_be_sentences()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S
            {
                [Given] public void Given_I_have_COUNT_ripe_FRUIT(int count, string fruit) => Log.Add(count + fruit);
                [When] public void WhenIEatP0OfThem(int n) => Log.Add(n);
            }
            """);

        var outcome = await bindings.RunAsync("Given I have 3 ripe \"red apples\"", "When I eat 2 of them");

        Assert.That(outcome.Error, Is.Null);
        Assert.That(outcome.Log, Is.EqualTo(new[] { "3red apples", "2" }));
    }

    [Test]
    public async Task An_asynchronous_argument_exception_counts_as_a_binding_error_and_a_synchronous_one_does_not()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S
            {
                [Given("async")] public async Task A() { await Task.Yield(); throw new ArgumentException("x"); }
                [Given("sync")] public void B() => throw new ArgumentException("x");
            }
            """);

        Assert.That((await bindings.RunAsync("Given async")).Error, Is.TypeOf<BindingException>());
        Assert.That((await bindings.RunAsync("Given sync")).Error, Is.TypeOf<ArgumentException>());
    }
}
