using System.Text;
using System.Text.Json.Serialization;
using DrDrills.Backups;

namespace DrDrills.Evidence;

/// <summary>The Gherkin scenario that a drill ran from.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Name">Name of the scenario.</param>
/// <param name="Path">The feature file, relative to the repository, with forward slashes.</param>
/// <param name="Gherkin">The scenario's text as it ran.</param>
/// <param name="GitCommit">Commit of the feature file, or why it is not known.</param>
/// <param name="Tags">Tags with their at-sign, by name.</param>
public sealed record EvidenceScenario(
    string Feature, string Name, string Path, string Gherkin, Stated<string> GitCommit, IReadOnlyList<string> Tags)
{
    /// <value>SHA-256 of <see cref="Gherkin"/> as UTF-8.</value>
    [JsonInclude]
    public string GherkinSha256 { get; private init; } = Sha256Digest.Of(Encoding.UTF8.GetBytes(Gherkin)).Hex;
}
