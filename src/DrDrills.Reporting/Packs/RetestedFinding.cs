namespace DrDrills.Reporting.Packs;

/// <summary>A finding of an earlier run that this run repeats after a mend.</summary>
/// <param name="RunId">The earlier run.</param>
/// <param name="Code">The finding's code.</param>
public sealed record RetestedFinding(string RunId, string Code);
