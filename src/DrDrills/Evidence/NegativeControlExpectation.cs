namespace DrDrills.Evidence;

/// <summary>What a negative control must be seen red with.</summary>
/// <param name="ControlOf">Drill that the control belongs to.</param>
/// <param name="Damage">What was done to the backup, in one sentence.</param>
/// <param name="Codes">Codes of findings that must all be seen; at least one.</param>
public sealed record NegativeControlExpectation(string ControlOf, string Damage, IReadOnlyList<string> Codes);
