using System.Collections.Immutable;

namespace Allure.Net.Commons;

/// <summary>
/// What is being reported on right now, from the outside in: containers, then a fixture or a test, then steps.
/// Immutable: each change makes a new context, and the lifecycle keeps the current one per asynchronous flow.
/// </summary>
public record class AllureContext
{
    public bool HasContainer => !Containers.IsEmpty;

    public int ContainerContextDepth => Containers.Count();

    public bool HasFixture => Fixture is not null;

    public bool HasTest => Test is not null;

    public bool HasStep => !Steps.IsEmpty;

    public int StepContextDepth => Steps.Count();

    internal ImmutableStack<TestResultContainer> Containers { get; private init; } = [];

    internal FixtureResult? Fixture { get; private init; }

    internal TestResult? Test { get; private init; }

    internal ImmutableStack<StepResult> Steps { get; private init; } = [];

    internal TestResultContainer CurrentContainer =>
        HasContainer ? Containers.Peek() : throw Missing("container");

    internal FixtureResult CurrentFixture => Fixture ?? throw Missing("fixture");

    internal TestResult CurrentTest => Test ?? throw Missing("test");

    internal StepResult CurrentStep => HasStep ? Steps.Peek() : throw Missing("step");

    /// <summary>The innermost item that can hold steps and attachments.</summary>
    internal ExecutableItem CurrentItem =>
        HasStep ? Steps.Peek() : (ExecutableItem?)Fixture ?? Test ?? throw Missing("fixture, test or step");

    internal AllureContext Enter(TestResultContainer container)
    {
        RefuseWhileOpen("container", Fixture, Test);
        return this with { Containers = Containers.Push(container) };
    }

    internal AllureContext LeaveContainer()
    {
        RefuseWhileOpen("container", Fixture, Test);
        return this with { Containers = HasContainer ? Containers.Pop() : throw Missing("container") };
    }

    internal AllureContext Enter(FixtureResult fixture)
    {
        RefuseWhileOpen("fixture", Fixture);
        return HasContainer ? this with { Fixture = fixture, Steps = [] } : throw Missing("container");
    }

    internal AllureContext LeaveFixture() => this with { Fixture = null, Steps = [] };

    internal AllureContext Enter(TestResult test)
    {
        RefuseWhileOpen("test", Fixture, Test);
        return this with { Test = test };
    }

    internal AllureContext LeaveTest() => this with { Fixture = null, Test = null, Steps = [] };

    internal AllureContext Enter(StepResult step) =>
        HasTest || HasFixture ? this with { Steps = Steps.Push(step) } : throw Missing("fixture or test");

    internal AllureContext LeaveStep() => HasStep ? this with { Steps = Steps.Pop() } : throw Missing("step");

    private static void RefuseWhileOpen(string what, params ExecutableItem?[] items)
    {
        if (items.FirstOrDefault(item => item is not null) is { } open)
            throw new InvalidOperationException($"The {what} cannot change while '{open.name}' is being reported.");
    }

    private static InvalidOperationException Missing(string what) =>
        new($"No {what} is being reported in this flow of control.");
}
