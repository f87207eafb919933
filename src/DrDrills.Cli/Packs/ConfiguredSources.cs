using DrDrills.Configuration;
using DrDrills.Reporting.History;

namespace DrDrills.Cli.Packs;

/// <summary>The backup sources that <c>drdrills.json</c> names, each of which ought to be drilled.</summary>
internal static class ConfiguredSources
{
    /// <summary>Of the configuration in the current folder; none where there is none.</summary>
    public static IReadOnlyList<ConfiguredSource> Read() => [.. ConfigurationReader.ReadFile(DrDrillsConfiguration.FileName).Systems.SelectMany(Of)];

    /// <summary>Of one system.</summary>
    internal static IEnumerable<ConfiguredSource> Of(ProtectedSystem system)
    {
        ConfiguredSource Source(string name, Func<string, bool> isOf) => new(system.Name, name, isOf);
        if (system.Backups is { } folder)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            yield return Source($"backups in {full}", source => source.EndsWith(" in " + full, StringComparison.Ordinal));
        }

        if (system.Oci is not { } oci)
        {
            yield break;
        }

        if (oci.BlockVolume is { } volume)
        {
            yield return Source($"backups of block volume {volume}", source => source.StartsWith("OCI volume ", StringComparison.Ordinal));
        }

        if (oci.BootVolume is { } boot)
        {
            yield return Source($"backups of boot volume {boot}", source => source.StartsWith("OCI boot volume ", StringComparison.Ordinal));
        }

        if (oci.ArchiveBucket is { } bucket)
        {
            yield return Source($"archive in bucket {bucket}", source => source.Contains($"/{bucket}", StringComparison.Ordinal));
        }

        if (oci.AutonomousDatabase is { } database)
        {
            yield return Source($"backups of autonomous database {database}", source => source.Contains(database, StringComparison.Ordinal));
        }
    }
}
