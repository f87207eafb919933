using System.Runtime.CompilerServices;
using Allure.Net.Commons;
using NUnit.Framework.Interfaces;

namespace Allure.NUnit.Core;

/// <summary>
/// The context that belongs to each suite and test. NUnit may call the two ends of an action on threads that have
/// nothing in common, so an ambient value alone would get lost between them.
/// </summary>
internal static class AmbientContexts
{
    private static readonly ConditionalWeakTable<ITest, AllureContext> _contexts = [];

    public static void Capture(ITest test) => _contexts.AddOrUpdate(test, AllureLifecycle.Instance.Context);

    public static void RunAs(ITest test, Action action)
    {
        AllureLifecycle.Instance.RestoreContext(Nearest(test));
        try
        {
            action();
        }
        finally
        {
            Capture(test);
        }
    }

    private static AllureContext Nearest(ITest test)
    {
        for (ITest? candidate = test; candidate is not null; candidate = candidate.Parent)
        {
            if (_contexts.TryGetValue(candidate, out var context))
                return context;
        }

        return new AllureContext();
    }
}
