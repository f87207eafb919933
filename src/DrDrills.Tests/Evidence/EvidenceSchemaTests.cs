using System.Text.Json.Nodes;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Evidence;

public sealed class EvidenceSchemaTests
{
    [Test]
    public async Task Records_of_every_outcome_satisfy_the_published_schema()
    {
        var nothing = await DrillRuns.RunAsync(
            plan => plan with { Recovery = new ScriptedRecovery().On(DrillStage.Locate, () => throw Missing()) }, new ScriptedRecovery());
        var replayed = await DrillRuns.RunAsync(
            plan => plan,
            new ScriptedRecovery
            {
                Replayed = new RestoreOutcome(
                    "3 segments", new RecoveryPoint(Samples.Incidence, new(0x5000060), 1, true, "server log"), ["retried once"], "log"),
            },
            ScriptedVerification.Impossible("amcheck"));
        var control = await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF301"));
        (DrillRun Run, EvidenceContext Context)[] cases =
        [
            (await DrillRuns.PassedAsync(), Samples.Context()),
            (await DrillRuns.FailedAsync(), Samples.Context() with { Scenario = null, Files = [], Criticality = "high" }),
            (nothing, Samples.Context()),
            (replayed, Samples.Context() with { ControlsSeen = [new("r", "d", ["DRF301"], NegativeControlResult.NotSeenRed)] }),
            (control, Samples.ControlContext("DRF301")),
        ];

        foreach (var (run, context) in cases)
        {
            var mistakes = await PublishedSchema.Evidence.MistakesAsync(EvidenceJson.Format(EvidenceRecord.Of(run, context)));
            Assert.That(mistakes, Is.Empty, $"{run.Verdict}: {run.VerdictReason}");
        }
    }

    [TestCase("an extra field", "additional properties")]
    [TestCase("an extra field deep inside", "additional properties")]
    [TestCase("a missing field", "required property 'operator'")]
    [TestCase("seconds as text", "oneOf")]
    [TestCase("a value and a reason", "oneOf")]
    [TestCase("a local instant", "pattern")]
    [TestCase("a verdict out of the list", "allowed values")]
    [TestCase("a control that proves recovery", "constant")]
    [TestCase("an inconclusive proof", "constant")]
    [TestCase("a quick recovery time", "constant")]
    public async Task A_wrong_record_is_refused(string mistake, string complaint)
    {
        var record = JsonNode.Parse(EvidenceJson.Format(EvidenceRecord.Of(await DrillRuns.PassedAsync(), Samples.Context())))!;
        Damage(record, mistake);

        var mistakes = await PublishedSchema.Evidence.MistakesAsync(record.ToJsonString());

        var expected = complaint == "oneOf" ? "exactly one schema" : complaint;
        Assert.That(mistakes, Has.Some.Contains(expected), string.Join("\n", mistakes));
    }

    private static void Damage(JsonNode record, string mistake)
    {
        switch (mistake)
        {
            case "an extra field":
                record["remark"] = "all is well";
                break;
            case "an extra field deep inside":
                record["timing"]!["stages"]![0]!["rows"] = "Asha, 42";
                break;
            case "a missing field":
                record["people"]!.AsObject().Remove("operator");
                break;
            case "seconds as text":
                record["timing"]!["recoveryTimeSeconds"]!["value"] = "30 s";
                break;
            case "a value and a reason":
                record["timing"]!["recoveryTimeSeconds"]!["reason"] = "who knows";
                break;
            case "a local instant":
                record["timing"]!["declaredAt"] = "2026-08-01T08:30:00+05:30";
                break;
            case "a verdict out of the list":
                record["outcome"]!["verdict"] = "mostly passed";
                break;
            case "a control that proves recovery":
                record["kind"] = "negative control";
                break;
            case "an inconclusive proof":
                record["outcome"]!["verdict"] = "inconclusive";
                break;
            case "a quick recovery time":
                record["target"]!["value"]!["timingProfile"] = "quick";
                break;
            default:
                throw new ArgumentException(mistake);
        }
    }

    private static BackupNotFoundException Missing() =>
        new("DR1101", "file:///backups", "No backup lies before the incident.", "was the job's last run green?");
}
