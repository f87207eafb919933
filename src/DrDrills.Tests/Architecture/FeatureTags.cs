using System.Text.RegularExpressions;

namespace DrDrills.Tests.Architecture;

/// <summary>Tags of features are a closed list, kept in <c>features/README.md</c>; every feature has its negative control.</summary>
internal static partial class FeatureTags
{
    /// <summary>Patterns of the list: <c>@control:&lt;framework&gt;:&lt;clause&gt;</c> stands for any framework and clause.</summary>
    public static IReadOnlyList<Regex> List(string readme) =>
    [
        .. readme.Split('\n')
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Tag().Matches(line.Split('|')[1]).Select(match => match.Groups["tag"].Value))
            .Select(tag => new Regex($"^{Placeholder().Replace(Regex.Escape(tag), "[^:\\s]+")}$")),
    ];

    public static IEnumerable<string> Complaints(string path, string feature, IReadOnlyList<Regex> list)
    {
        var tags = feature.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('@'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).TakeWhile(word => word != "#").ToList();
        return tags.Where(tag => !list.Any(known => known.IsMatch(tag))).Distinct()
            .Select(tag => $"{path}: {tag} is not in the list of features/README.md")
            .Concat(tags.Contains("@negative-control") ? [] : [$"{path}: no negative control"]);
    }

    [GeneratedRegex("`(?<tag>@[^`]+)`")]
    private static partial Regex Tag();

    [GeneratedRegex("<[a-z]+>")]
    private static partial Regex Placeholder();
}
