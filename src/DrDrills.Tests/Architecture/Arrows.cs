using System.Xml.Linq;

namespace DrDrills.Tests.Architecture;

/// <summary>Which room may see which; what is not listed sees nothing, and nobody sees it.</summary>
internal static class Arrows
{
    private const string Core = "DrDrills";

    private static readonly string[] _adapters = ["DrDrills.PostgreSql", "DrDrills.Oci", "DrDrills.Reporting"];

    private static readonly string[] _fixtures = ["BharatMart", "BharatMart.Api", "BharatMart.Estate", "OciSimulator"];

    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        [Core] = [],
        ["DrDrills.PostgreSql"] = [Core],
        ["DrDrills.Oci"] = [Core],
        ["DrDrills.Reporting"] = [Core],
        ["DrDrills.Cli"] = [Core, .. _adapters],
        ["DrDrills.Testing"] = [Core, .. _adapters],
        ["DrDrills.Tests"] = [Core, .. _adapters, "DrDrills.Cli", "DrDrills.Testing", "DrDrills.Benchmarks", .. _fixtures],
        ["DrDrills.Benchmarks"] = [Core, .. _adapters, "DrDrills.Testing", .. _fixtures],
        ["DrDrills.Steps"] = [Core, .. _adapters, .. _fixtures],
        ["BharatMart"] = [Core, "BharatMart.Api"],
        ["BharatMart.Api"] = [],
        // The simulated databases are throw-away clusters of PostgreSQL, started and swept as the product's own.
        ["OciSimulator"] = [Core, "DrDrills.PostgreSql"],
        ["BharatMart.Estate"] = [Core, "DrDrills.PostgreSql", "BharatMart", "BharatMart.Api", "OciSimulator"],
        ["Reqnroll"] = [],
        ["Reqnroll.Generator"] = [],
        ["Allure.NUnit"] = [],
        ["Oci"] = [],
        ["StandIns.Tests"] = ["Reqnroll", "Reqnroll.Generator", "Allure.NUnit", "Oci"],
    };

    /// <summary>Packages that only some rooms may reference, by the start of their names.</summary>
    private static readonly Dictionary<string, string[]> _ownersOfPackages = new()
    {
        ["OCI.DotNetSDK"] = ["DrDrills.Oci"],
        ["Npgsql"] = ["DrDrills.PostgreSql", "DrDrills.Cli", "BharatMart", "BharatMart.Api", "BharatMart.Estate", "OciSimulator"],
        ["Testcontainers"] = ["DrDrills.PostgreSql"],
        ["Spectre.Console"] = ["DrDrills.Cli"],
        ["Allure.NUnit"] = ["DrDrills.Steps"],
        ["Reqnroll"] = ["DrDrills.Steps"],
    };

    /// <summary>Offending pairs of one project file.</summary>
    /// <param name="room">The project's name.</param>
    /// <param name="project">The project file's text.</param>
    public static IEnumerable<string> OfProject(string room, string project)
    {
        var references = XDocument.Parse(project).Descendants().ToLookup(e => e.Name.LocalName, e => (string?)e.Attribute("Include"));
        var packages = references["PackageReference"].OfType<string>().ToList();
        var projects = references["ProjectReference"].OfType<string>().Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        return OfRoom(room, projects)
            .Concat(packages.Where(package => room == Core).Select(package => $"{room} → package {package}: the core sees the base class library only"))
            .Concat(packages
                .Where(package => _ownersOfPackages.Any(owners =>
                    package.StartsWith(owners.Key, StringComparison.Ordinal) && !owners.Value.Contains(room)))
                .Select(package => $"{room} → package {package}: it belongs to another room"));
    }

    /// <summary>Offending pairs of one compiled assembly, by the simple names of what it references.</summary>
    public static IEnumerable<string> OfAssembly(string room, IEnumerable<string> references)
    {
        var all = references.ToList();
        var strangers = room == Core ? all.Where(name => !IsBaseClassLibrary(name)) : [];
        return OfRoom(room, all.Where(_allowed.ContainsKey)).Concat(strangers.Select(name => $"{room} → {name}: the core sees the base class library only"))
            .Distinct();
    }

    private static IEnumerable<string> OfRoom(string room, IEnumerable<string> references) =>
        _allowed.TryGetValue(room, out var allowed)
            ? references.Where(reference => !allowed.Contains(reference)).Select(reference => $"{room} → {reference}: no such arrow")
            : [$"{room}: a room that the architecture does not know; say here what it may see"];

    private static bool IsBaseClassLibrary(string name) =>
        name is "netstandard" or "mscorlib" || name.StartsWith("System", StringComparison.Ordinal) || name == "Microsoft.Win32.Primitives";
}
