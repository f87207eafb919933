using NUnit.Framework;
using Reqnroll.BoDi;

namespace StandIns.Tests.Reqnroll;

/// <summary>Upstream: context injection by BoDi, one object per scenario, disposed with it; contexts are also dictionaries.</summary>
public sealed class ContextTests
{
    [Test]
    public async Task Classes_of_a_scenario_share_its_objects_which_are_disposed_at_its_end()
    {
        var bindings = CompiledBindings.From("""
            public class World : IDisposable { public int Count; public void Dispose() => Log.Add("disposed " + Count); }
            public class Later : IAsyncDisposable { public ValueTask DisposeAsync() { Log.Add("async"); return default; } }
            [Binding] public class A(World world, Later later) { [Given("x")] public void X() => world.Count++; }
            [Binding] public class B(World world) { [When("y")] public void Y() => Log.Add(world.Count++); [AfterScenario] public void After() => Log.Add("after"); }
            """);

        var outcome = await bindings.RunAsync("Given x", "When y");

        // As upstream, what is only IAsyncDisposable is not disposed.
        Assert.That(outcome.Log, Is.EqualTo(new[] { "1", "after", "disposed 2" }));
    }

    [Test]
    public async Task Contexts_and_what_they_tell_can_be_injected()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S(ScenarioContext s, FeatureContext f, IReqnrollOutputHelper output, IObjectContainer container,
                ScenarioInfo info, FeatureInfo feature, ITestRunContext run, ITestRunner runner, ITestThreadContext thread, IScenarioContext i)
            {
                [Given("x")] public void X()
                {
                    Log.Add($"{s.ScenarioInfo.Title} {info.Description} {string.Join(",", info.Tags)} {string.Join(",", info.CombinedTags)}");
                    Log.Add($"{f.FeatureInfo.Title} {feature.Description} {feature.FolderPath} {feature.Language.Name} {string.Join(",", feature.Tags)}");
                    Log.Add($"{s.StepContext.StepInfo.StepDefinitionType} {s.StepContext.StepInfo.Text} {s.CurrentScenarioBlock} {s.ScenarioExecutionStatus}");
                    Log.Add(ReferenceEquals(container, s.ScenarioContainer) && ReferenceEquals(i, s) && runner.ScenarioContext == s);
                    Log.Add(run.TestDirectory == AppContext.BaseDirectory && thread != null);
                    output.WriteLine("{0} to tell", "much");
                }
            }
            """);

        var outcome = await bindings.RunAsync(new ScenarioSketch { Tags = ["own"], FeatureTags = ["above"] }, "Given x");

        Assert.That(outcome.Error, Is.Null);
        Assert.That(outcome.Log, Is.EqualTo(new[]
        {
            "A scenario Told own own,above", "A feature About it features en-US above", "Given x Given OK", "True", "True",
        }));
        Assert.That(outcome.Output, Does.Contain("\nmuch to tell"));
    }

    [Test]
    public async Task Contexts_are_dictionaries_by_type_and_by_name()
    {
        var bindings = CompiledBindings.From("""
            [Binding] public class S(ScenarioContext s)
            {
                [Given("x")] public void X()
                {
                    s.Set(5); s.Set("named", "name"); s["raw"] = 1.5; s.Set<Uri>(() => new Uri("http://made"));
                    Log.Add($"{s.Get<int>()} {s.Get<string>("name")} {s["raw"]} {s.Get<Uri>()}");
                    Log.Add($"{s.TryGetValue<int>(out var n)} {n} {s.TryGetValue("none", out string t)} {t is null} {s.ContainsKey("raw")}");
                }
            }
            """);

        var outcome = await bindings.RunAsync("Given x");

        Assert.That(outcome.Log, Is.EqualTo(new[] { "5 named 1.5 http://made/", "True 5 False True True" }));
    }

    [Test]
    public void A_child_container_sees_what_its_parent_holds_and_keeps_its_own()
    {
        using var parent = new ObjectContainer();
        using var child = new ObjectContainer(parent);
        using var other = new ObjectContainer(parent);
        var shared = parent.Resolve<Shared>();

        Assert.That(child.Resolve<Shared>(), Is.SameAs(shared));
        var own = child.Resolve<Own>();
        Assert.That(child.Resolve<Own>(), Is.SameAs(own));
        Assert.That(other.Resolve<Own>(), Is.Not.SameAs(own));
    }

    [Test]
    public void Registrations_by_type_factory_and_instance()
    {
        using var container = new ObjectContainer();
        container.RegisterTypeAs<Own, IThing>();
        container.RegisterFactoryAs<IList<int>>(() => [1]);
        container.RegisterFactoryAs<ICollection<int>>(c => c.Resolve<IList<int>>()).InstancePerDependency();
        container.RegisterInstanceAs("named", "a");

        var thing = container.Resolve<IThing>();
        Assert.That(thing, Is.TypeOf<Own>().And.SameAs(container.Resolve<Own>()));
        Assert.That(container.Resolve<ICollection<int>>(), Is.SameAs(container.Resolve<IList<int>>()));
        Assert.That(container.IsRegistered<IThing>(), Is.True);
        Assert.That(() => container.RegisterTypeAs<Own, IThing>(), Throws.TypeOf<ObjectContainerException>());
    }

    [Test]
    public void A_given_instance_is_disposed_only_if_the_container_was_told_so()
    {
        var (kept, given) = (new MemoryStream(), new MemoryStream());
        var container = new ObjectContainer();
        container.RegisterInstanceAs<Stream>(kept);
        container.RegisterInstanceAs<Stream>(given, "given", dispose: true);

        container.Dispose();

        Assert.That((kept.CanRead, given.CanRead), Is.EqualTo((true, false)));
        Assert.That(() => container.Resolve<Stream>(), Throws.TypeOf<ObjectContainerException>());
    }

    [Test]
    public void What_cannot_be_made_says_why()
    {
        using var container = new ObjectContainer();

        Assert.That(() => container.Resolve<Egg>(), Throws.TypeOf<ObjectContainerException>().With.Message.Contains("Circular dependency"));
        Assert.That(() => container.Resolve<IDisposable>(), Throws.TypeOf<ObjectContainerException>().With.Message.Contains("Interface"));
        Assert.That(() => container.Resolve<string>(), Throws.TypeOf<ObjectContainerException>().With.Message.Contains("Primitive"));
        Assert.That(() => container.Resolve<Twin>(), Throws.TypeOf<ObjectContainerException>().With.Message.Contains("Multiple public constructors"));
    }

#pragma warning disable CS9113, CA1812 // Constructed by the container; what they take is the point.
    internal interface IThing;

    internal sealed class Own : IThing;

    internal sealed class Shared;

    internal sealed class Hen(Egg egg);

    internal sealed class Egg(Hen hen);

    internal sealed class Twin
    {
        public Twin(Hen hen) => _ = hen;

        public Twin(Egg egg) => _ = egg;
    }
#pragma warning restore CS9113, CA1812
}
