using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;

namespace DrDrills.Oci.ObjectStorage;

/// <summary>Which objects one archive is made of: the manifest, and the files that it names, whole or in parts.</summary>
/// <param name="Folder">What the objects' names begin with, a slash at its end.</param>
/// <param name="Files">In the manifest's order.</param>
/// <param name="Unnamed">Objects that belong to no file of the manifest.</param>
internal sealed partial record ArchiveLayout(string Folder, IReadOnlyList<ArchivedFile> Files, IReadOnlyList<ArchivedObject> Unnamed)
{
    /// <summary>Name of the manifest's object within the folder.</summary>
    public const string ManifestName = "manifest.json";

    /// <value>Everything of the files that is there.</value>
    public IEnumerable<ArchivedObject> Objects => Files.SelectMany(file => file.Parts);

    /// <summary>Finds a manifest's files among the objects of its folder.</summary>
    /// <param name="folder">Ends with a slash, or is empty.</param>
    /// <param name="manifest">What must be there.</param>
    /// <param name="objects">What is there, at least all of the folder.</param>
    public static ArchiveLayout Of(string folder, BackupManifest manifest, IEnumerable<ArchivedObject> objects)
    {
        var left = objects.Where(one => one.Name.StartsWith(folder, StringComparison.Ordinal) && one.Name != folder + ManifestName)
            .ToDictionary(one => one.Name[folder.Length..], StringComparer.Ordinal);
        var files = manifest.Files.Select(file => FileOf(file, folder, left)).ToList();
        var used = files.SelectMany(file => file.Parts).ToHashSet();
        return new ArchiveLayout(
            folder, files, [.. left.Values.Where(one => !used.Contains(one)).OrderBy(one => one.Name, StringComparer.Ordinal)]);
    }

    private static ArchivedFile FileOf(ManifestFile file, string folder, Dictionary<string, ArchivedObject> objects)
    {
        if (objects.TryGetValue(file.Path, out var whole))
        {
            return new ArchivedFile(file, [whole], []);
        }

        var parts = objects
            .Where(pair => pair.Key.StartsWith(file.Path + ".part-", StringComparison.Ordinal))
            .Select(pair => (Match: PartName().Match(pair.Key), pair.Value))
            .Where(part => part.Match.Success && part.Match.Groups[1].Value == file.Path)
            .ToDictionary(part => Number(part.Match.Groups[2]), part => (part.Value, Of: Number(part.Match.Groups[3])));
        if (parts.Count == 0)
        {
            return new ArchivedFile(file, [], [folder + file.Path]);
        }

        var count = parts.Values.Max(part => part.Of);
        return new ArchivedFile(
            file,
            [.. parts.OrderBy(part => part.Key).Select(part => part.Value.Value)],
            [.. Enumerable.Range(1, count).Where(number => !parts.ContainsKey(number)).Select(number => folder + NameOf(file.Path, number, count))]);
    }

    /// <summary>Name of a file's part.</summary>
    /// <param name="path">The file, as the manifest names it.</param>
    /// <param name="number">From 1.</param>
    /// <param name="count">How many there are.</param>
    public static string NameOf(string path, int number, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.part-{number:0000}-of-{count:0000}");

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(.+)\.part-(\d{4})-of-(\d{4})$")]
    private static partial Regex PartName();
}
