using NUnit.Framework;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: hooks run by Order (10000 unless set), the lower first, before and after alike; tags select, any one suffices.</summary>
public sealed class HookTests
{
    private const string Journal = """
        [Binding] public class Hooks
        {
            [BeforeTestRun] public static void BeforeRun() => Log.Add("before run");
            [AfterTestRun] public static void AfterRun() => Log.Add("after run");
            [BeforeFeature] public static void BeforeFeature(FeatureInfo f) => Log.Add("before feature " + f.Title);
            [AfterFeature] public static Task AfterFeature(FeatureContext f) { Log.Add("after feature " + f.FeatureInfo.Title); return Task.CompletedTask; }
            [BeforeScenario] public void BeforeScenario() => Log.Add("before scenario");
            [BeforeScenario(Order = 1)] public void BeforeScenarioFirst() => Log.Add("before scenario, order 1");
            [AfterScenario(Order = 20000)] public void AfterScenarioLast(ScenarioContext s) => Log.Add("after scenario, order 20000 " + s.ScenarioExecutionStatus);
            [AfterScenario] public void AfterScenario() => Log.Add("after scenario");
            [BeforeScenarioBlock] public void BeforeBlock(ScenarioContext s) => Log.Add("before " + s.CurrentScenarioBlock);
            [AfterScenarioBlock] public void AfterBlock(ScenarioContext s) => Log.Add("after " + s.CurrentScenarioBlock);
            [BeforeStep] public void BeforeStep(ScenarioContext s) => Log.Add("before step " + s.StepContext.StepInfo.Text);
            [AfterStep] public void AfterStep(ScenarioContext s) => Log.Add("after step " + s.StepContext.StepInfo.Text + " " + s.StepContext.StepError?.Message);
            [StepDefinition("{word} is fine")] public void Fine(string what) => Log.Add(what);
            [StepDefinition("{word} breaks")] public void Breaks(string what) => throw new InvalidOperationException(what + " broke");
        }
        """;

    [Test]
    public async Task All_moments_come_in_their_order()
    {
        var outcome = await CompiledBindings.From(Journal).RunAsync("Given one is fine", "And two is fine", "When three is fine");

        Assert.That(outcome.Error, Is.Null);
        Assert.That(outcome.Log, Is.EqualTo(new[]
        {
            "before run", "before feature A feature", "before scenario, order 1", "before scenario",
            "before Given", "before step one is fine", "one", "after step one is fine ",
            "before step two is fine", "two", "after step two is fine ", "after Given",
            "before When", "before step three is fine", "three", "after step three is fine ", "after When",
            "after scenario", "after scenario, order 20000 OK", "after feature A feature", "after run",
        }));
    }

    [Test]
    public async Task After_a_failed_step_the_rest_is_skipped_but_after_hooks_run_and_the_original_exception_is_thrown()
    {
        var outcome = await CompiledBindings.From(Journal).RunAsync("Given one breaks", "When two is fine", "Then three is fine");

        Assert.That(outcome.Error, Is.TypeOf<InvalidOperationException>().With.Message.EqualTo("one broke"));
        Assert.That(outcome.Error!.StackTrace, Does.Contain("Hooks.Breaks"));
        Assert.That(outcome.SeenByHooks, Is.SameAs(outcome.Error));
        Assert.That(outcome.Log, Does.Contain("after step one breaks one broke").And.Contain("after scenario, order 20000 TestError"));
        Assert.That(outcome.Log, Has.None.EqualTo("two").And.None.EqualTo("before step two is fine").And.None.EqualTo("before When"));
        Assert.That(outcome.Output, Does.Contain("-> error: one broke (0.0s)").And.Contain("-> skipped because of previous errors"));
    }

    [TestCase(new[] { "a" }, new[] { "with a", "a or b", "class and a", "not scoped" })]
    [TestCase(new[] { "b" }, new[] { "a or b", "not scoped" })]
    [TestCase(new string[0], new[] { "not scoped" })]
    public async Task Tags_select_hooks_with_and_without_the_at_sign(string[] tags, string[] expected)
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class Hooks
            {
                [BeforeScenario("@a", Order = 1)] public void A() => Log.Add("with a");
                [BeforeScenario("a", "b", Order = 2)] public void AOrB() => Log.Add("a or b");
                [BeforeScenario(Order = 4)] public void Any() => Log.Add("not scoped");
            }
            [Binding, Scope(Tag = "@a")] public class Scoped { [BeforeScenario(Order = 3)] public void A() => Log.Add("class and a"); }
            """);

        var outcome = await bindings.RunAsync(new ScenarioSketch { Tags = tags });

        Assert.That(outcome.Log, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_method_that_fits_by_two_tags_runs_once()
    {
        var bindings = CompiledBindings.From("""[Binding] public class H { [BeforeScenario("a", "b")] public void Both() => Log.Add("x"); }""");

        var outcome = await bindings.RunAsync(new ScenarioSketch { Tags = ["a"], FeatureTags = ["b"] });

        Assert.That(outcome.Log, Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public async Task A_failed_scenario_hook_skips_the_steps_and_later_hooks_of_its_kind()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class H
            {
                [BeforeScenario(Order = 1)] public void Bad() => throw new InvalidOperationException("hook broke");
                [BeforeScenario(Order = 2)] public void Later() => Log.Add("later");
                [Given("a step")] public void Step() => Log.Add("step");
                [AfterScenario] public void After(ScenarioContext s) => Log.Add("after " + s.TestError.Message);
            }
            """);

        var outcome = await bindings.RunAsync("Given a step");

        Assert.That(outcome.Error, Has.Message.EqualTo("hook broke"));
        Assert.That(outcome.Log, Is.EqualTo(new[] { "after hook broke" }));
    }

    [Test]
    public async Task A_failed_feature_hook_keeps_its_scenarios_from_starting()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class H
            {
                [BeforeFeature] public static void Bad() => throw new InvalidOperationException("hook broke");
                [BeforeScenario] public void Before() => Log.Add("before scenario");
                [AfterFeature] public static void After(FeatureContext f) => Log.Add("after feature " + f.BeforeFeatureHookFailed + " " + f.TestError.Message);
            }
            """);

        var outcome = await bindings.RunAsync();

        Assert.That(outcome.Error, Has.Message.EqualTo("hook broke"));
        Assert.That(outcome.Log, Is.EqualTo(new[] { "after feature True hook broke" }));
    }

    [Test]
    public async Task Steps_run_in_the_culture_of_the_feature()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S { [Given("x")] public void X() => Log.Add(System.Globalization.CultureInfo.CurrentCulture.Name); }
            """);

        var outcome = await bindings.RunAsync("Given x");

        Assert.That(outcome.Log, Is.EqualTo(new[] { "en-US" }));
    }

    [Test]
    public async Task Ambient_state_of_synchronous_hooks_and_steps_reaches_what_follows()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class H
            {
                static readonly AsyncLocal<string> Ambient = new();
                [BeforeScenario] public void Before() => Ambient.Value = "hook";
                [Given("a step")] public async Task Step() { Log.Add(Ambient.Value); await Task.Yield(); Log.Add(Ambient.Value); }
                [When("another")] public void Other() { Log.Add(Ambient.Value); Ambient.Value = "step"; }
                [AfterStep] public async Task AfterStep() { await Task.Delay(1); Log.Add("after step " + Ambient.Value); }
                [AfterScenario] public void After() => Log.Add("after " + Ambient.Value);
            }
            """);

        var outcome = await bindings.RunAsync("Given a step", "When another");

        Assert.That(outcome.Log, Is.EqualTo(new[] { "hook", "hook", "after step hook", "hook", "after step step", "after step" }));
    }

    [Test]
    public async Task Ambient_state_of_asynchronous_hooks_and_steps_is_lost()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class H
            {
                static readonly AsyncLocal<string> Ambient = new();
                [BeforeScenario] public async Task Before() { Ambient.Value = "hook"; await Task.Yield(); }
                [Given("a step")] public async Task Step() { Log.Add(Ambient.Value ?? "nothing"); Ambient.Value = "step"; await Task.Yield(); }
                [AfterScenario] public void After() => Log.Add(Ambient.Value ?? "nothing");
            }
            """);

        var outcome = await bindings.RunAsync("Given a step");

        Assert.That(outcome.Log, Is.EqualTo(new[] { "nothing", "nothing" }));
    }

    [TestCase("[BeforeFeature] public void NotStatic() { }", "must be static")]
    [TestCase("[BeforeScenario] public async void Void() => await Task.Yield();", "async void methods are not supported")]
    [TestCase("[Given(\"{nonsense}\")] public void Step(string x) { }", "Undefined parameter type 'nonsense'")]
    [TestCase("[Given(\"^a(b$\")] public void Step(string x) { }", "Not enough )'s")]
    public async Task One_wrong_binding_fails_every_step(string member, string message)
    {
        var bindings = CompiledBindings.From($$"""[Binding] public class H { [Given("fine")] public void Fine() { } {{member}} }""");

        var outcome = await bindings.RunAsync("Given fine");

        Assert.That(outcome.Error, Is.TypeOf<global::Reqnroll.BindingException>().With.Message.Contains(message));
    }
}
