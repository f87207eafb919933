namespace DrDrills.Steps.Hooks;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution, looked for upwards; where there is none, the folder of this assembly.</summary>
    public static DirectoryInfo Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static DirectoryInfo Find(DirectoryInfo start)
    {
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DrDrills.sln")))
            {
                return folder;
            }
        }

        return start;
    }
}
