using DrDrills.Drills;
using DrDrills.Evidence;
using DrDrills.Reporting.Compliance;
using DrDrills.Testing;
using DrDrills.Tests.Tools;

namespace DrDrills.Tests.Reporting.Compliance;

/// <summary>A finished run of a passed drill, a failed one and a negative control, and the product's own catalogue.</summary>
internal static class ReportedRun
{
    public static DirectoryInfo Templates => new(Repository.File("reports/templates/compliance"));

    public static Task<ControlCatalogue> CatalogueAsync() =>
        ControlCatalogue.ReadAsync(Path.Combine(Templates.FullName, "controls.json"), CancellationToken.None);

    public static async Task<EvidenceRecord> PassedAsync(EvidenceClass evidenceClass = EvidenceClass.Mechanism, string id = "20260801-030000-9f3a61") =>
        EvidenceRecord.Of(
            await DrillRuns.RunAsync(
                plan => plan with { EvidenceClass = evidenceClass, RunId = id }, new ScriptedRecovery(), ScriptedVerification.Passing("table-content")),
            Samples.Context());

    public static async Task<EvidenceRecord> FailedAsync() => EvidenceRecord.Of(
        await DrillRuns.RunAsync(
            plan => plan with { RunId = "20260801-031000-bbbbbb", DrillId = "catalog/<b>odd & \"quoted\"</b>", Title = "A <script> in a title" },
            new ScriptedRecovery(),
            ScriptedVerification.Failing("table-content", "DRF301")),
        Samples.Context());

    public static async Task<EvidenceRecord> ControlAsync() =>
        EvidenceRecord.Of(await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF303")), Samples.ControlContext("DRF303"));

    public static async Task<DirectoryInfo> WriteAsync(params EvidenceRecord[] records)
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-report-");
        var evidence = folder.CreateSubdirectory("evidence");
        foreach (var record in records)
        {
            await EvidenceJson.WriteAsync(record, evidence, CancellationToken.None);
        }

        return folder;
    }
}
