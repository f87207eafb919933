using System.Text.Json.Serialization;

namespace DrDrills.Reporting.History;

/// <summary>A stage that took longer than its own history explains; a finding of the run, which came out only beside earlier runs.</summary>
/// <param name="RecordId">The evidence record.</param>
/// <param name="Code">Always <c>DRF601</c>.</param>
/// <param name="Subject">Drill and stage.</param>
/// <param name="Expected">The median of earlier runs.</param>
/// <param name="Observed">What this run took.</param>
/// <param name="Statement">What it means.</param>
public sealed record RunRegression(string RecordId, string Code, string Subject, string Expected, string Observed, string Statement)
{
    /// <summary>As one line.</summary>
    [JsonIgnore]
    public string Sentence => $"{Code} {Subject}: {Statement} Expected {Expected}; observed {Observed}.";
}
