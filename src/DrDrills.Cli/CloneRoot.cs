using DrDrills.Errors;

namespace DrDrills.Cli;

/// <summary>The clone of the repository that this process belongs to.</summary>
internal static class CloneRoot
{
    /// <summary>Set by the front door.</summary>
    public const string Variable = "DRDRILLS_ROOT";

    /// <summary>The folder named by the front door, else the one with the solution above the program; null where there is none.</summary>
    public static DirectoryInfo? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named && IsRoot(named))
        {
            return new DirectoryInfo(named);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (IsRoot(folder.FullName))
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>The clone, for verbs that cannot do without.</summary>
    /// <exception cref="EngineUnavailableException">There is none.</exception>
    public static DirectoryInfo Required(VerbContext context) => context.Root ?? throw new EngineUnavailableException(
        "DR3113", "clone", "This verb works in a clone of the DrDrills repository, and there is none above the program.",
        "start it with the clone's front door: ./drdrills.");

    private static bool IsRoot(string folder) => File.Exists(Path.Combine(folder, "DrDrills.sln"));
}
