using System.Reflection;
using System.Runtime.CompilerServices;
using Reqnroll.Expressions;

namespace Reqnroll.Bindings;

/// <summary>
/// Reads the attributes of binding classes. Steps are built last, because cucumber expressions may name types that any
/// transformation of any class gives.
/// </summary>
internal sealed class BindingDiscovery
{
    private const BindingFlags AllMethods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly List<(MethodInfo Method, StepDefinitionBaseAttribute Attribute, BindingScope Scope)> _steps = [];

    public List<HookBinding> Hooks { get; } = [];

    public List<TransformationBinding> Transformations { get; } = [];

    public List<string> Errors { get; } = [];

    public void Visit(Type type)
    {
        if (!type.IsDefined(typeof(BindingAttribute), inherit: true))
        {
            return;
        }

        if (!type.IsClass || type.IsGenericTypeDefinition)
        {
            Errors.Add(type.IsClass
                ? $"Binding types cannot be generic: {type.FullName}"
                : $"Binding types must be classes: {type.FullName}");
            return;
        }

        var typeScopes = ScopesOf(type);
        foreach (var method in type.GetMethods(AllMethods).Where(m => m.DeclaringType != typeof(object)))
        {
            Visit(method, [.. typeScopes, .. ScopesOf(method)]);
        }
    }

    public IEnumerable<StepDefinitionBinding> BuildSteps()
    {
        var parameterTypes = new ParameterTypes(Transformations, _steps.Select(s => s.Method));
        return [.. _steps.SelectMany(s => s.Attribute.Types.Select(t => BuildStep(t, s, parameterTypes)))];
    }

    private static StepDefinitionBinding BuildStep(
        StepDefinitionType type,
        (MethodInfo Method, StepDefinitionBaseAttribute Attribute, BindingScope Scope) step,
        ParameterTypes parameterTypes)
    {
        try
        {
            var regex = StepExpression.ToRegex(type, step.Method, step.Attribute, parameterTypes);
            return new StepDefinitionBinding(type, step.Method, step.Scope, regex, null);
        }
        catch (Exception exception) when (exception is ArgumentException or ReqnrollException)
        {
            return new StepDefinitionBinding(type, step.Method, step.Scope, null, exception.Message);
        }
    }

    private static BindingScope[] ScopesOf(MemberInfo member) =>
        [.. member.GetCustomAttributes<ScopeAttribute>().Select(s => new BindingScope(s.Tag, s.Feature, s.Scenario))];

    private void Visit(MethodInfo method, BindingScope[] scopes)
    {
        var steps = method.GetCustomAttributes<StepDefinitionBaseAttribute>().ToArray();
        var hooks = method.GetCustomAttributes<HookAttribute>().ToArray();
        var transformations = method.GetCustomAttributes<StepArgumentTransformationAttribute>().ToArray();
        if (steps.Length + hooks.Length + transformations.Length == 0 || !IsUsable(method))
        {
            return;
        }

        _steps.AddRange(
            from attribute in steps
            from scope in scopes.DefaultIfEmpty()
            select (method, attribute, scope));
        foreach (var hook in hooks)
        {
            Visit(method, hook, scopes);
        }

        Transformations.AddRange(transformations.Select(t => new TransformationBinding(
            method, t.Regex is null ? null : StepExpression.WholeText(t.Regex), t.Name, t.Order)));
    }

    private void Visit(MethodInfo method, HookAttribute hook, BindingScope[] scopes)
    {
        var oncePerFeatureOrRun = hook.HookType is HookType.BeforeTestRun or HookType.AfterTestRun
            or HookType.BeforeFeature or HookType.AfterFeature;
        if (oncePerFeatureOrRun && !method.IsStatic)
        {
            Errors.Add("The binding methods for before/after feature and before/after test run events must be static: "
                + Describe(method));
            return;
        }

        var tagScopes = (hook.Tags ?? []).Select(t => new BindingScope(t, null, null));
        Hooks.AddRange(scopes.Concat(tagScopes).DefaultIfEmpty()
            .Select(scope => new HookBinding(hook.HookType, method, scope, hook.Order)));
    }

    private bool IsUsable(MethodInfo method)
    {
        if (method.ReflectedType.IsAbstract && !method.IsStatic)
        {
            Errors.Add($"Abstract binding types can only have static binding methods: {Describe(method)}");
            return false;
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            Errors.Add($"Invalid binding method '{Describe(method)}': async void methods are not supported. "
                + "Please use 'async Task'.");
            return false;
        }

        return true;
    }

    private static string Describe(MethodInfo method) => $"{method.ReflectedType.FullName}.{method.Name}";
}
