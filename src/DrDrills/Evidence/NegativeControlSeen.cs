namespace DrDrills.Evidence;

/// <summary>A negative control of a drill, as that drill's record mentions it.</summary>
/// <param name="RecordId">The control's own record.</param>
/// <param name="DrillId">The control.</param>
/// <param name="ExpectedCodes">Codes it had to be seen red with.</param>
/// <param name="Result">How it came out.</param>
public sealed record NegativeControlSeen(
    string RecordId, string DrillId, IReadOnlyList<string> ExpectedCodes, NegativeControlResult Result);
