using DrDrills.Verification;

namespace DrDrills.Evidence;

/// <summary>A file of a backup as it was when a check of it passed.</summary>
/// <param name="RecordId">That check's evidence record.</param>
/// <param name="EndedAt">UTC instant of its end.</param>
/// <param name="File">What the file held.</param>
public sealed record ProvenFile(string RecordId, DateTimeOffset EndedAt, FileContent File);
