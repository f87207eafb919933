using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

/// <summary>The folder of the clone that the tests were built from.</summary>
internal static class Clone
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DrDrills.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("DrDrills.sln is not above the tests.");
    }
}
