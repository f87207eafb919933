using System.Reflection;

namespace Reqnroll.Bindings;

/// <summary>All steps, hooks and transformations of the binding assemblies, and what is wrong with them.</summary>
internal sealed class BindingRegistry
{
    private readonly List<StepDefinitionBinding> _steps = [];
    private readonly List<HookBinding> _hooks = [];
    private readonly List<TransformationBinding> _transformations = [];
    private readonly List<string> _errors = [];

    public IReadOnlyList<StepDefinitionBinding> Steps => _steps;

    /// <summary>The transformations in the order in which they are tried.</summary>
    public IEnumerable<TransformationBinding> Transformations => _transformations.OrderBy(t => t.Order);

    /// <summary>While there is one error, no step of any scenario runs.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static BindingRegistry Of(params IEnumerable<Assembly> assemblies) =>
        OfTypes(assemblies.SelectMany(a => a.GetTypes()));

    public static BindingRegistry OfTypes(IEnumerable<Type> types)
    {
        var registry = new BindingRegistry();
        var discovery = new BindingDiscovery();
        foreach (var type in types)
        {
            discovery.Visit(type);
        }

        registry._hooks.AddRange(discovery.Hooks);
        registry._transformations.AddRange(discovery.Transformations);
        registry._errors.AddRange(discovery.Errors);
        registry._steps.AddRange(discovery.BuildSteps());
        registry._errors.AddRange(registry._steps.Where(s => s.Error is not null).Select(s => s.Error));
        return registry;
    }

    /// <summary>The hooks of a moment in running order; a method that fits by several tags appears once.</summary>
    public IEnumerable<HookBinding> HooksFor(HookType hookType, FeatureInfo feature, ScenarioInfo scenario) =>
        _hooks.Where(h => h.HookType == hookType && (h.Scope?.Matches(feature, scenario, out _) ?? true))
            .DistinctBy(h => h.Method)
            .OrderBy(h => h.Order);
}
