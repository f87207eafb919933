using System.Runtime.CompilerServices;

namespace DrDrills.Tests.Tools;

/// <summary>The working tree that these tests were compiled from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>C# sources under a folder of the repository, without build output, relative to the root.</summary>
    public static IEnumerable<string> Sources(string folder, string pattern = "*.cs") =>
        Directory.Exists(File(folder))
            ? Directory.EnumerateFiles(File(folder), pattern, SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part is "artifacts" or "node_modules" or "bin" or "obj"))
                .Order(StringComparer.Ordinal)
            : [];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "DrDrills.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No DrDrills.sln above '{here}'.");
    }
}
