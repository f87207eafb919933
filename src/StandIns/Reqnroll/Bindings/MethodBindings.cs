using System.Reflection;
using System.Text.RegularExpressions;

namespace Reqnroll.Bindings;

/// <summary>A method that the framework calls.</summary>
internal abstract record MethodBinding(MethodInfo Method);

/// <summary>One step attribute in one scope. An expression that cannot be read leaves <see cref="Regex"/> null and an error.</summary>
internal sealed record StepDefinitionBinding(
    StepDefinitionType Type, MethodInfo Method, BindingScope Scope, Regex Regex, string Error) : MethodBinding(Method);

internal sealed record HookBinding(HookType HookType, MethodInfo Method, BindingScope Scope, int Order) : MethodBinding(Method);

internal sealed record TransformationBinding(MethodInfo Method, Regex Regex, string Name, int Order) : MethodBinding(Method)
{
    /// <summary>What it gives once a task is awaited.</summary>
    public Type ResultType { get; } = AwaitableResult.TypeOf(Method.ReturnType);
}
