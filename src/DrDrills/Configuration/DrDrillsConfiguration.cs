using DrDrills.Errors;

namespace DrDrills.Configuration;

/// <summary>What <c>drdrills.json</c> says, with the environment's overrides; never a secret.</summary>
/// <param name="Systems">The protected systems.</param>
/// <param name="Oci">The tenancy in which they run, or null.</param>
public sealed record DrDrillsConfiguration(IReadOnlyList<ProtectedSystem> Systems, OciSettings? Oci = null)
{
    /// <summary>Name of the file, in the current folder unless named.</summary>
    public const string FileName = "drdrills.json";

    /// <summary>Nothing is configured.</summary>
    public static DrDrillsConfiguration Empty { get; } = new([]);

    /// <summary>A system by its name.</summary>
    /// <exception cref="ConfigurationInvalidException">There is none of that name.</exception>
    public ProtectedSystem Find(string name) =>
        Systems.FirstOrDefault(system => system.Name == name)
        ?? throw new ConfigurationInvalidException("The command line", [
            $"--system '{name}' is not in {FileName}; it has {(Systems.Count == 0 ? "none" : string.Join(", ", Systems.Select(s => $"'{s.Name}'")))}.",
        ]);
}
