using DrDrills.Steps.Drivers;
using DrDrills.Verification;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class VerificationSteps(VerdictDriver verdict, QuestionDriver questions)
{
    [Given("the restored data must answer")]
    public void MustAnswer(string checks) => questions.Ask(checks);

    [Then("the recovery is proven")]
    public void RecoveryIsProven() => verdict.RequirePassed();

    [Then("the {verification} verification passes")]
    public void VerificationPasses(VerificationId id) => verdict.RequirePassed(id);

    [Then("the {verification} verification fails")]
    public void VerificationFails(VerificationId id) => verdict.RequireRed(id, "");

    [Then("the {verification} verification fails on {subject}")]
    public void VerificationFailsOn(VerificationId id, FindingSubject subject) => verdict.RequireRed(id, subject.Value);

    [Then("the backup is refused by the {verification} verification")]
    public void BackupIsRefused(VerificationId id) => verdict.RequireRed(id, "");

    [Then("no restore was spent on it")]
    public void NoRestoreWasSpent() => verdict.RequireNoRestore();

    [Then("the recovery is refused, naming the missing segment")]
    public void RefusedNamingTheSegment() => verdict.RequireRefusalNamingTheMissingSegment();

    [Then("the restore is refused, naming the damage")]
    public void RefusedNamingTheDamage() => verdict.RequireRefusalNamingTheDamage();
}
