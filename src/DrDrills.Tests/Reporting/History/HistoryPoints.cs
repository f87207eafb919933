using DrDrills.Reporting.History;
using DrDrills.Testing;
using DrDrills.Verification;

namespace DrDrills.Tests.Reporting.History;

/// <summary>One drill's runs, a month apart.</summary>
internal static class HistoryPoints
{
    public static HistoryPoint At(int month, double restore = 10) => new()
    {
        RunId = $"run-{month}",
        RecordId = $"record-{month}",
        System = "bharatmart",
        DrillId = "catalog/nightly-dump",
        Title = "The nightly dump brings the catalogue back",
        Source = "pg_dump custom, fixtures",
        IsControl = false,
        Verdict = Verdict.Passed,
        AsItShouldBe = true,
        EvidenceClass = "mechanism",
        EndedAt = Samples.Incidence.AddDays(30 * month),
        RecoverySeconds = restore + 5,
        RecoveryObjectiveSeconds = 3600,
        LossSeconds = 60,
        SizeBytes = 1_000_000 + (month * 1000),
        Stages = new Dictionary<string, double> { ["restore"] = restore },
    };
}
