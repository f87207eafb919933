namespace DrDrills.Reporting.Index;

/// <summary>What ties a run to the one before it, for one system: a run cannot be taken out or exchanged without the next one showing it.</summary>
/// <param name="System">The system under drill.</param>
/// <param name="Sequence">1 for the first run of the chain, one more for each later one.</param>
/// <param name="PreviousRunId">The run before, or null for the first.</param>
/// <param name="PreviousIndexSha256">SHA-256 of its index, or null for the first.</param>
public sealed record ChainLink(string System, long Sequence, string? PreviousRunId, string? PreviousIndexSha256);
