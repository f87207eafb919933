using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Reporting.Summary;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Summary;

public sealed class RunSummaryTests
{
    [Test]
    public async Task A_drill_and_its_control_seen_red_are_as_they_should_be()
    {
        var summary = RunSummary.Of([await PassedAsync(), await ControlAsync("DRF301", "DRF301")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.ExitCode, Is.EqualTo(ExitCode.Passed));
            Assert.That(summary.Rows.Select(row => row.Verdict), Is.EqualTo(new[] { "passed", "seen red (control)" }));
            Assert.That(summary.Rows[0].Controls, Is.EqualTo("1 of 1 seen red"));
            Assert.That(summary.Rows[0].RecoveryTime, Is.EqualTo("30 s of 1 h"));
            Assert.That(summary.Rows[0].DataLoss, Is.EqualTo("1 h of 1 d"));
        }
    }

    [TestCase("DRF301", "DRF999", "RED FOR ANOTHER REASON (control)")]
    [TestCase(null, "DRF301", "NOT SEEN RED (control)")]
    public async Task A_control_that_is_not_seen_red_for_its_reason_fails_the_run(string? observed, string expected, string verdict)
    {
        var summary = RunSummary.Of([await PassedAsync(), await ControlAsync(observed, expected)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
            Assert.That(summary.Rows[1].Verdict, Is.EqualTo(verdict));
            Assert.That(summary.Rows[0].Controls, Is.EqualTo("0 of 1 seen red"));
        }
    }

    [Test]
    public async Task A_control_that_could_not_look_keeps_its_own_code()
    {
        var run = await DrillRuns.RunAsync(
            plan => plan with
            {
                NegativeControl = true,
                Recovery = new ScriptedRecovery().On(
                    DrillStage.Provision, () => throw new EngineUnavailableException("DR3101", "PostgreSQL", "None.", "install it.")),
            },
            new ScriptedRecovery());

        var summary = RunSummary.Of([EvidenceRecord.Of(run, Samples.ControlContext("DRF301"))]);

        Assert.That(summary.ExitCode, Is.EqualTo(ExitCode.EnvironmentMissing));
    }

    [Test]
    public async Task A_control_of_a_feature_belongs_to_every_drill_in_it()
    {
        var control = await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF301"));
        var expectation = new NegativeControlExpectation("catalog.feature", "one byte was changed", ["DRF301"]);

        var summary = RunSummary.Of(
            [await PassedAsync(), EvidenceRecord.Of(control, Samples.Context() with { NegativeControl = expectation })]);

        Assert.That(summary.Rows[0].Controls, Is.EqualTo("1 of 1 seen red"));
    }

    [Test]
    public async Task A_copy_left_behind_is_told_even_by_a_control_seen_red_and_by_an_inconclusive_drill()
    {
        var left = new DisposalOutcome(false, ["still there"]);
        var control = await DrillRuns.ControlAsync(ScriptedVerification.Failing("table-content", "DRF301"));
        var unasked = await DrillRuns.RunAsync(ScriptedVerification.Impossible("amcheck"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                RunSummary.Of([EvidenceRecord.Of(control with { Disposal = left }, Samples.ControlContext("DRF301"))]).ExitCode,
                Is.EqualTo(ExitCode.DisposalFailed));
            Assert.That(
                RunSummary.Of([EvidenceRecord.Of(unasked with { Disposal = left }, Samples.Context())]).ExitCode,
                Is.EqualTo(ExitCode.DisposalFailed));
        }
    }

    [Test]
    public void A_run_without_a_drill_is_inconclusive() =>
        Assert.That(RunSummary.Of([]).ExitCode, Is.EqualTo(ExitCode.Inconclusive));

    [Test]
    public void The_worst_code_is_the_one_that_is_known_to_be_wrong()
    {
        ExitCode[] worstFirst =
        [
            ExitCode.VerificationFailed, ExitCode.DisposalFailed, ExitCode.ObjectiveMissed, ExitCode.Internal, ExitCode.Cancelled,
            ExitCode.Usage, ExitCode.EnvironmentMissing, ExitCode.Inconclusive, ExitCode.Passed,
        ];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(worstFirst, Is.EquivalentTo(Enum.GetValues<ExitCode>()));
            Assert.That(worstFirst.Zip(worstFirst.Skip(1), (worse, better) => RunSummary.Worst([better, worse])), Is.EqualTo(worstFirst[..^1]));
            Assert.That(RunSummary.Worst([ExitCode.Passed, (ExitCode)77]), Is.EqualTo(ExitCode.Internal));
        }
    }

    [Test]
    public async Task A_missed_objective_says_so_in_its_cell()
    {
        var run = await DrillRuns.RunAsync(
            plan => plan with { Objectives = new DrillObjectives(RecoveryTimeObjective.Parse("10 s"), null) }, new ScriptedRecovery());

        var row = RunSummary.Of([EvidenceRecord.Of(run, Samples.Context())]).Rows.Single();

        Assert.That(
            (row.Verdict, row.RecoveryTime, row.DataLoss), Is.EqualTo(("OBJECTIVE MISSED", "30 s of 10 s: missed", "1 h (no objective)")));
    }

    [Test]
    public async Task Table_as_reviewed()
    {
        var failed = await DrillRuns.FailedAsync();
        var summary = RunSummary.Of(
        [
            await PassedAsync(),
            await ControlAsync("DRF301", "DRF301"),
            EvidenceRecord.Of(failed with { Plan = failed.Plan with { DrillId = "catalog|b" } }, Samples.Context()),
        ]);

        GoldenFile.Verify(SummaryMarkdown.Of(summary), "md");
    }

    [Test]
    public async Task A_folder_with_a_record_that_cannot_be_read_has_no_summary()
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-summary-");
        try
        {
            var evidence = folder.CreateSubdirectory(RunSummary.EvidenceFolder);
            await EvidenceJson.WriteAsync(await PassedAsync(), evidence, CancellationToken.None);
            var whole = await RunSummary.ReadAsync([folder.FullName], CancellationToken.None);
            await File.WriteAllTextAsync(Path.Combine(evidence.FullName, "cut" + EvidenceJson.FileSuffix), "{");

            using (Assert.EnterMultipleScope())
            {
                Assert.That(whole.Rows, Has.Count.EqualTo(1));
                Assert.That(
                    async () => await RunSummary.ReadAsync([folder.FullName], CancellationToken.None), Throws.TypeOf<EvidenceNotWrittenException>());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<EvidenceRecord> PassedAsync() => EvidenceRecord.Of(await DrillRuns.PassedAsync(), Samples.Context());

    private static async Task<EvidenceRecord> ControlAsync(string? observed, string expected) => EvidenceRecord.Of(
        await DrillRuns.ControlAsync(
            observed is null ? ScriptedVerification.Passing("table-content") : ScriptedVerification.Failing("table-content", observed)),
        Samples.ControlContext(expected));
}
