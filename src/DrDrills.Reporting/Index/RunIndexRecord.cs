using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Summary;
using DrDrills.Verification;

namespace DrDrills.Reporting.Index;

/// <summary>One evidence record of a run, as its index lists it.</summary>
/// <param name="RecordId">The record.</param>
/// <param name="Kind">What it can be proof of.</param>
/// <param name="System">The system under drill, or "unknown" where no backup was found.</param>
/// <param name="DrillId">The drill.</param>
/// <param name="Verdict">The drill's verdict; a negative control's is that of the damaged backup.</param>
/// <param name="AsItShouldBe">Passed, within its objectives, disposed of; a negative control: seen red for the right reason.</param>
/// <param name="ProvesRecovery">Whether it is proof that the system can be recovered.</param>
/// <param name="Path">Its file, relative to the run's folder; hash and size are under files.</param>
public sealed record RunIndexRecord(
    string RecordId,
    EvidenceKind Kind,
    string System,
    string DrillId,
    Verdict Verdict,
    bool AsItShouldBe,
    bool ProvesRecovery,
    string Path)
{
    /// <summary>Reads the line out of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="path">Its file.</param>
    /// <param name="run">All records of the run, among them the drill's negative controls.</param>
    public static RunIndexRecord Of(EvidenceRecord record, string path, IReadOnlyList<EvidenceRecord> run)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new RunIndexRecord(
            record.RecordId,
            record.Kind,
            record.Source is { IsStated: true, Value.System: var system } ? system : "unknown",
            record.Identity.DrillId,
            record.Outcome.Verdict,
            SummaryRow.Of(record, run).ExitCode == ExitCode.Passed,
            record.Outcome.ProvesRecovery,
            path);
    }
}
