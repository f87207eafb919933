namespace Reqnroll.Generator;

/// <summary>A feature file of the project and where its tests go.</summary>
internal sealed record FeatureFile(string FullPath, string Link, string ProjectRelativePath, string OutputPath)
{
    public static FeatureFile Parse(string line) =>
        line.Split('|') is [var path, var link, var relative, var output]
            ? new FeatureFile(path, link, relative, output)
            : throw new FormatException($"Expected 'path|link|relative path|output' but found '{line}'.");

    /// <summary>The folder as the run time tells it: relative to the project, forward slashes; empty for the project's own folder.</summary>
    public string FolderPath => Normal(Path.GetDirectoryName(ProjectRelativePath) ?? "");

    /// <summary>Folders give namespaces: those of the link if there is one, else those of the project.</summary>
    public IEnumerable<string> NamespaceFolders
    {
        get
        {
            var folder = Path.GetDirectoryName(Normal(Link.Length > 0 ? Link : ProjectRelativePath)) ?? "";
            return folder.TrimStart('/', '.').Split('/', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private static string Normal(string path) =>
        string.Join('/', path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries));
}
