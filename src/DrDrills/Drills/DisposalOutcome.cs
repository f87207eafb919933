namespace DrDrills.Drills;

/// <summary>What became of the restored copy.</summary>
/// <param name="Disposed">Whether everything is gone, as looked up afterwards.</param>
/// <param name="Proof">What was removed and how its absence was seen, one line each.</param>
public sealed record DisposalOutcome(bool Disposed, IReadOnlyList<string> Proof);
