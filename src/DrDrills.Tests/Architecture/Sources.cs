using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DrDrills.Tests.Architecture;

/// <summary>Rules that every C# source keeps.</summary>
internal static class Sources
{
    private const int MostLines = 500;

    private static readonly string[] _roomsThatHoldAnything = ["common", "utils", "utilities", "helpers", "shared", "misc"];

    private static readonly string[] _suffixesThatSayNothing = ["Manager", "Helper", "Helpers", "Utils", "Util", "Service"];

    private static readonly Dictionary<string, string[]> _clocks = new()
    {
        ["DateTime"] = ["Now", "UtcNow", "Today"],
        ["DateTimeOffset"] = ["Now", "UtcNow"],
        ["Stopwatch"] = ["StartNew", "GetTimestamp"],
        ["Thread"] = ["Sleep"],
        ["Environment"] = ["TickCount", "TickCount64"],
    };

    /// <summary>Clocks and sleeps that are not injected; comments and strings do not count.</summary>
    public static IEnumerable<string> Clocks(string path, string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot();
        var accesses = root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Select(access => (Type: access.Expression.ToString().Split('.')[^1], Member: access.Name.Identifier.Text))
            .Where(access => _clocks.TryGetValue(access.Type, out var members) && members.Contains(access.Member))
            .Select(access => $"{access.Type}.{access.Member}");
        var stopwatches = root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            .Where(creation => creation.Type.ToString().Split('.')[^1] == "Stopwatch")
            .Select(_ => "new Stopwatch");
        return accesses.Concat(stopwatches).Select(use => $"{path}: {use}; inject a TimeProvider");
    }

    /// <summary>A file over the limit; a data table may say so in its first lines.</summary>
    public static IEnumerable<string> Size(string path, string source)
    {
        var lines = source.TrimEnd().Split('\n');
        var excused = lines.Take(12).Any(line => line.Contains("data table", StringComparison.OrdinalIgnoreCase));
        return lines.Length > MostLines && !excused ? [$"{path}: {lines.Length} lines, more than {MostLines}; which two things are inside?"] : [];
    }

    /// <summary>Suppressions without a reason on their line.</summary>
    public static IEnumerable<string> Suppressions(string path, string source) => source.Split('\n')
        .Where(line => line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal) && !line.Contains("//", StringComparison.Ordinal))
        .Select(line => $"{path}: '{line.Trim()}' gives no reason");

    /// <summary>Folders and types whose names say nothing.</summary>
    public static IEnumerable<string> Names(string path, string source)
    {
        var rooms = path.Split('/')[..^1].SelectMany(folder => folder.Split('.'))
            .Where(part => _roomsThatHoldAnything.Contains(part.ToLowerInvariant()))
            .Select(part => $"{path}: a room named {part}");
        var types = CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Select(type => type.Identifier.Text)
            .Where(name => _suffixesThatSayNothing.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
            .Select(name => $"{path}: a type named {name}");
        return rooms.Concat(types);
    }
}
