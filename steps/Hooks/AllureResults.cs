using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DrDrills.Steps.Hooks;

/// <summary>Gives each run its own folder of Allure results, before anything of Allure is loaded.</summary>
internal static class AllureResults
{
    private const string Variable = "ALLURE_CONFIG";

#pragma warning disable CA2255 // Allure reads its configuration when first used, which is before any hook runs.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Configure()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 })
        {
            return;
        }

        var file = Path.Combine(AppContext.BaseDirectory, "allure-run.json");
        // Allure makes the folder itself, but only where the one above it exists.
        RunSettings.Current.Out.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveIfEmpty(RunSettings.Current.Out);
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            allure = new { directory = RunSettings.Current.AllureResults.FullName },
        }));
        Environment.SetEnvironmentVariable(Variable, file);
    }

    /// <summary>A process that only listed the tests leaves no folder of a run behind.</summary>
    private static void RemoveIfEmpty(DirectoryInfo folder)
    {
        if (folder.Exists && !folder.EnumerateFileSystemInfos().Any())
        {
            folder.Delete();
        }
    }
}
