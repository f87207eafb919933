using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Steps.Drivers;

/// <summary>Holds a finished drill against what a scenario expects of it.</summary>
public sealed class VerdictDriver(DrillWorld world)
{
    private DrillRun Run => world.FinishedRun;

    public void RequirePassed()
    {
        if (Run.Verdict == Verdict.Inconclusive)
        {
            throw new DrillInconclusiveException(FailureText.Of(Run));
        }

        Assert.That(Run.Verdict, Is.EqualTo(Verdict.Passed), FailureText.Of(Run));
    }

    public void RequirePassed(VerificationId id) =>
        Assert.That(Outcome(id).Verdict, Is.EqualTo(Verdict.Passed), FailureText.Of(Run));

    /// <summary>Red, and for the right reason: that verification, that object, and the drill's verdict follows from it.</summary>
    public void RequireRed(VerificationId id, string subject)
    {
        var findings = Outcome(id).Findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        Assert.That(Run.Verdict, Is.EqualTo(Verdict.Failed), $"the drill was expected to be refused; {Run.VerdictReason}");
        Assert.That(
            findings.Select(f => f.Subject),
            Has.Some.Contains(subject),
            $"'{id}' was expected to find '{subject}' wrong\n{FailureText.Of(Run)}");
        Assert.That(findings.Select(f => f.Code).Intersect(world.ExpectedRed), Is.Not.Empty, FailureText.Of(Run));
        Assert.That(Run.Findings.Select(f => f.Code), Is.SupersetOf(world.ExpectedRed), FailureText.Of(Run));
    }

    public void RequireNoRestore() =>
        Assert.That(Stage(DrillStage.Restore).State, Is.EqualTo(StageState.Skipped), FailureText.Of(Run));

    public void RequireRefusalNamingTheMissingSegment()
    {
        Assert.That(Run.Verdict, Is.EqualTo(Verdict.Failed), $"the drill was expected to be refused; {Run.VerdictReason}");
        Assert.That(
            Run.StageFindings.Select(f => f.Statement),
            Has.Some.Contains(world.MissingSegment!),
            FailureText.Of(Run));
        Assert.That(Run.StageFindings.Select(f => f.Code), Is.SupersetOf(world.ExpectedRed), FailureText.Of(Run));
    }

    /// <summary>Refused in its restore, whatever the tool made of the bytes, and for the damage that was done.</summary>
    public void RequireRefusalNamingTheDamage()
    {
        Assert.That(Run.Verdict, Is.EqualTo(Verdict.Failed), $"the drill was expected to be refused; {Run.VerdictReason}");
        Assert.That(Run.StageFindings.Select(f => f.Code), Is.SupersetOf(world.ExpectedRed), FailureText.Of(Run));
        Assert.That(Run.StageFindings.Select(f => f.Subject), Has.Some.Contains(world.DamagedSubject!), FailureText.Of(Run));
        Assert.That(Stage(DrillStage.Ready).State, Is.EqualTo(StageState.Skipped), FailureText.Of(Run));
    }

    /// <summary>Seen and said, without the verdict depending on it.</summary>
    public void RequireNote(string verification, string subject) => Assert.That(
        Outcome(VerificationId.Parse(verification)).Findings.Where(f => f.Severity == FindingSeverity.Note).Select(f => f.Subject),
        Has.Some.EqualTo(subject),
        FailureText.Of(Run));

    public void RequireDeviation(string part) => Assert.That(Run.Deviations, Has.Some.Contains(part), FailureText.Of(Run));

    public void RequireMet(ObjectiveOutcome objective) =>
        Assert.That(objective.State, Is.EqualTo(ObjectiveState.Met), $"OBJECTIVE MISSED '{Run.Plan.DrillId}': {objective}; {objective.Method}");

    public void RequireIsolated() =>
        Assert.That(Run.Target?.Isolation.EgressBlocked, Is.True, $"DRILL FAILED '{Run.Plan.DrillId}': {Run.Target?.Isolation}");

    public void RequireDisposed() =>
        Assert.That(Run.Disposal?.Disposed, Is.True, $"DISPOSAL FAILED '{Run.Plan.DrillId}': {string.Join("; ", Run.Disposal?.Proof ?? [])}");

    private VerificationOutcome Outcome(VerificationId id) =>
        Run.Verifications.FirstOrDefault(v => v.Id == id)
        ?? throw new InvalidOperationException(
            $"no verification is called '{id}'; this drill has {string.Join(", ", Run.Verifications.Select(v => v.Id))}");

    private StageRecord Stage(DrillStage stage) => Run.Stages.Single(s => s.Stage == stage);
}
