using Reqnroll.Bindings;

namespace Reqnroll;

/// <summary>What all hooks have in common: the moment, the tags (one of which suffices) and the order.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class HookAttribute : Attribute
{
    public const int DefaultOrder = 10000;

    internal HookAttribute(HookType hookType, string[] tags)
    {
        HookType = hookType;
        Tags = tags;
    }

    internal HookType HookType { get; }

    public string[] Tags { get; }

    /// <summary>Lower runs first, for before and after hooks alike.</summary>
    public int Order { get; set; } = DefaultOrder;
}

public class BeforeTestRunAttribute() : HookAttribute(HookType.BeforeTestRun, null);

public class AfterTestRunAttribute() : HookAttribute(HookType.AfterTestRun, null);

public class BeforeFeatureAttribute(params string[] tags) : HookAttribute(HookType.BeforeFeature, tags);

public class AfterFeatureAttribute(params string[] tags) : HookAttribute(HookType.AfterFeature, tags);

public class BeforeScenarioAttribute(params string[] tags) : HookAttribute(HookType.BeforeScenario, tags);

public class AfterScenarioAttribute(params string[] tags) : HookAttribute(HookType.AfterScenario, tags);

/// <summary>Another word for <see cref="BeforeScenarioAttribute"/>.</summary>
public class BeforeAttribute(params string[] tags) : BeforeScenarioAttribute(tags);

/// <summary>Another word for <see cref="AfterScenarioAttribute"/>.</summary>
public class AfterAttribute(params string[] tags) : AfterScenarioAttribute(tags);

public class BeforeScenarioBlockAttribute(params string[] tags) : HookAttribute(HookType.BeforeScenarioBlock, tags);

public class AfterScenarioBlockAttribute(params string[] tags) : HookAttribute(HookType.AfterScenarioBlock, tags);

public class BeforeStepAttribute(params string[] tags) : HookAttribute(HookType.BeforeStep, tags);

public class AfterStepAttribute(params string[] tags) : HookAttribute(HookType.AfterStep, tags);
