using System.Globalization;
using System.Runtime.InteropServices;
using DrDrills.Reporting.Allure;

namespace DrDrills.Steps.Hooks;

/// <summary>What stands beside the Allure results of a run: environment, executor, categories.</summary>
internal static class RunDescription
{
    public static Task WriteAsync(RunSession session) => AllureRunFiles.WriteAsync(
        session.Settings.AllureResults.FullName,
        new AllureRunFacts
        {
            Environment = [.. Facts(session)],
            Executor = AllureExecutor.Detect(Environment.GetEnvironmentVariable),
        });

    private static IEnumerable<KeyValuePair<string, string?>> Facts(RunSession session)
    {
        yield return new("run", session.Settings.RunId);
        yield return new("DrDrills", RunFacts.ProductVersion);
        yield return new("evidence class", "mechanism: recovery times are not production's");
        yield return new("target", session.TargetName);
        yield return new("PostgreSQL", session.EngineVersion);
        yield return new("BharatMart scale", session.Settings.Scale.ToString(CultureInfo.InvariantCulture));
        foreach (var package in RunFacts.Packages)
        {
            yield return new(package.Name, package.StandIn ? $"{package.Version}, stand-in" : package.Version);
        }

        yield return new("operating system", RuntimeInformation.OSDescription);
        yield return new("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return new(".NET", RuntimeInformation.FrameworkDescription);
    }
}
