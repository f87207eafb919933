using DrDrills.Evidence;
using DrDrills.Verification;

namespace DrDrills.Reporting.Index;

/// <summary>One evidence record of a run, as its index lists it.</summary>
/// <param name="RecordId">The record.</param>
/// <param name="Kind">What it can be proof of.</param>
/// <param name="DrillId">The drill.</param>
/// <param name="Verdict">The drill's verdict; a negative control's is that of the damaged backup.</param>
/// <param name="ProvesRecovery">Whether it is proof that the system can be recovered.</param>
/// <param name="Path">Its file, relative to the run's folder; hash and size are under files.</param>
public sealed record RunIndexRecord(
    string RecordId, EvidenceKind Kind, string DrillId, Verdict Verdict, bool ProvesRecovery, string Path);
