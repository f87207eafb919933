using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Reqnroll.Execution;

namespace Reqnroll;

/// <summary>
/// Lends runners to the generated code, one per test that runs at the same time, and opens and closes the run of each test
/// assembly.
/// </summary>
public static class TestRunnerManager
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<TestRun>> Runs = [];

    public static Task OnTestRunStartAsync(Assembly testAssembly) => RunOf(testAssembly).StartAsync();

    public static async Task OnTestRunEndAsync(Assembly testAssembly)
    {
        if (Runs.TryRemove(testAssembly, out var run))
        {
            await run.Value.EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A runner that is in the feature already where there is one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ITestRunner GetTestRunnerForAssembly(Assembly testAssembly = null, FeatureInfo featureHint = null) =>
        RunOf(testAssembly ?? Assembly.GetCallingAssembly()).Lend(featureHint);

    public static void ReleaseTestRunner(ITestRunner testRunner) =>
        testRunner.TestThreadContext.TestThreadContainer.Resolve<TestRun>().TakeBack(testRunner);

    /// <summary>Ends the feature on every runner that is in it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Task ReleaseFeatureAsync(FeatureInfo featureInfo, Assembly testAssembly = null) =>
        RunOf(testAssembly ?? Assembly.GetCallingAssembly()).EndFeatureAsync(featureInfo);

    private static TestRun RunOf(Assembly assembly) =>
        Runs.GetOrAdd(assembly, a => new Lazy<TestRun>(() => TestRun.Of(a))).Value;
}
