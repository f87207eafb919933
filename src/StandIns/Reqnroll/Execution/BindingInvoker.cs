using System.Globalization;
using System.Reflection;
using Reqnroll.Bindings;
using Reqnroll.Tracing;

namespace Reqnroll.Execution;

/// <summary>
/// Calls binding methods. Each call of a scenario starts from the ambient state (AsyncLocal) that the call before it left
/// when it returned: a synchronous method's changes stay visible to what follows, while an asynchronous one loses its own,
/// because its state machine restores the state on return. Report tools that keep a current step ambiently rely on this.
/// </summary>
internal sealed class BindingInvoker(ContextStack contexts)
{
    public async Task<object> InvokeAsync(MethodInfo method, object[] arguments, CallDuration duration = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var culture = new CultureScope(contexts.Feature?.BindingCulture);
        try
        {
            var returned = CallKeepingAmbientState(method, arguments);
            return await ResultOfAsync(method, returned).ConfigureAwait(false);
        }
        finally
        {
            (duration ?? new CallDuration()).Value = TimeProvider.System.GetElapsedTime(started);
        }
    }

    // As upstream: an ArgumentException of an asynchronous method counts as an error of the binding.
    private static async Task<object> ResultOfAsync(MethodInfo method, object returned)
    {
        try
        {
            return await AwaitableResult.OfAsync(returned).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw new BindingException(
                $"Error calling binding method '{StepText.OfMethod(method)}': {exception.Message}", exception);
        }
    }

    // Not async: a state machine here would undo the changes that it is to keep.
    private object CallKeepingAmbientState(MethodInfo method, object[] arguments)
    {
        var scenario = contexts.Scenario;
        if (scenario?.AmbientState is null)
        {
            return CallAndCapture(scenario, method, arguments);
        }

        object returned = null;
        ExecutionContext.Run(scenario.AmbientState, _ => returned = CallAndCapture(scenario, method, arguments), null);
        return returned;
    }

    private static object CallAndCapture(ScenarioContext scenario, MethodInfo method, object[] arguments)
    {
        try
        {
            var instance = method.IsStatic ? null : scenario.GetBindingInstance(method.ReflectedType);
            return method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        }
        finally
        {
            if (scenario is not null)
            {
                scenario.AmbientState = ExecutionContext.Capture();
            }
        }
    }

    private sealed class CultureScope : IDisposable
    {
        private readonly CultureInfo _original;

        public CultureScope(CultureInfo culture)
        {
            if (culture is not null && !culture.Equals(CultureInfo.CurrentCulture))
            {
                _original = CultureInfo.CurrentCulture;
                CultureInfo.CurrentCulture = culture;
            }
        }

        public void Dispose() => CultureInfo.CurrentCulture = _original ?? CultureInfo.CurrentCulture;
    }
}
