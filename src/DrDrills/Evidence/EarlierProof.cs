using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>A check that passed before, of a backup of the same source.</summary>
/// <param name="RecordId">Its evidence record.</param>
/// <param name="EndedAt">UTC instant of its end.</param>
/// <param name="Rows">What it counted.</param>
public sealed record EarlierProof(string RecordId, DateTimeOffset EndedAt, RowCounts Rows);
