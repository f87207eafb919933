using System.Text;
using System.Text.RegularExpressions;

namespace DrDrills.Steps.Hooks;

/// <summary>The feature file that a running scenario comes from, found by its titles among the files copied beside this assembly.</summary>
/// <param name="Path">Relative to the features folder, with forward slashes: <c>catalog/dropped-table.feature</c>.</param>
/// <param name="Gherkin">The scenario with its tags and the feature's background, as written.</param>
public sealed partial record ScenarioFile(string Path, string Gherkin)
{
    /// <summary>Stable identity of the drill: room, file, scenario.</summary>
    public static string DrillId(string path, string scenario) =>
        $"{path[..^".feature".Length]}/{NotInNames().Replace(scenario.ToLowerInvariant(), "-").Trim('-')}";

    public static ScenarioFile Find(string feature, string scenario)
    {
        var root = System.IO.Path.Combine(AppContext.BaseDirectory, "features");
        foreach (var file in Directory.EnumerateFiles(root, "*.feature", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(file);
            if (lines.Any(line => line.Trim() == $"Feature: {feature}"))
            {
                return new ScenarioFile(
                    System.IO.Path.GetRelativePath(root, file).Replace('\\', '/'), Cut(lines, scenario));
            }
        }

        throw new InvalidOperationException($"no feature file beside '{AppContext.BaseDirectory}' is titled '{feature}'");
    }

    /// <summary>Background and scenario, each up to the next block.</summary>
    private static string Cut(string[] lines, string scenario)
    {
        var text = new StringBuilder();
        var keep = false;
        foreach (var line in lines)
        {
            var word = line.TrimStart();
            if (word.StartsWith('@') || BlockBegins().IsMatch(word))
            {
                keep = word.StartsWith("Background:", StringComparison.Ordinal)
                    || (BlockBegins().IsMatch(word) && word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() == scenario);
            }

            if (keep && word.Length > 0)
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^(Background|Scenario|Scenario Outline|Scenario Template|Example|Rule|Examples):")]
    private static partial Regex BlockBegins();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
