namespace DrDrills.Tests.Tools;

/// <summary>Commands that the README shows, taken from it, so that it is true.</summary>
internal static class Readme
{
    /// <summary>The fenced block that follows a mark in the README.</summary>
    public static async Task<string> BlockAfterAsync(string mark)
    {
        var text = await File.ReadAllTextAsync(Repository.File("README.md"));
        var from = text.IndexOf(mark, StringComparison.Ordinal);
        var fence = text.IndexOf("```", from, StringComparison.Ordinal);
        var begin = text.IndexOf('\n', fence) + 1;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
