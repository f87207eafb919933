using DrDrills.Cli.Running;
using DrDrills.Errors;
using DrDrills.Reporting.Summary;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class RunConclusionTests
{
    private static readonly RunSummary _summary = new(
    [
        new SummaryRow("catalog/good", "", "passed", "", "", "", "", "", "", ExitCode.Passed),
        new SummaryRow("catalog/bad", "", "FAILED", "", "", "", "", "", "", ExitCode.VerificationFailed),
        new SummaryRow("catalog/said", "Rows of <what> with \"<name>\"", "FAILED", "", "", "", "", "", "A sentence of its scenario does not hold: no order of Diwali is there", ExitCode.VerificationFailed),
    ]);

    [Test]
    public void A_red_test_that_its_record_explains_is_not_told_twice()
    {
        var unproven = RunConclusion.Unproven(
            _summary,
            [
                Failed("DRILL FAILED 'catalog/bad': rows are missing"),
                new TestOutcome("RowsOfWhatWithName(\"orders\",\"Diwali\",null)", "Failed", "  no order of Diwali is there\n  Assert.That(orders, Is.Not.Empty)"),
                new TestOutcome("t", "Passed", null),
            ]);

        Assert.That(unproven, Is.Empty);
    }

    [TestCase("DRILL FAILED 'catalog/good': the sentence after the drill failed")]
    [TestCase("DR3102 Nothing to restore into.")]
    [TestCase("no order of Diwali is there")]
    [TestCase(null)]
    public void A_red_test_that_no_record_explains_makes_the_run_red(string? message)
    {
        Assert.That(RunConclusion.Unproven(_summary, [Failed(message)]).Select(RunConclusion.CodeOf), Has.None.EqualTo(ExitCode.Passed).And.Count.EqualTo(1));
    }

    [TestCase("DR3102 Nothing to restore into.", ExitCode.EnvironmentMissing)]
    [TestCase("DR2104 The restore failed.", ExitCode.VerificationFailed)]
    [TestCase("DR0201 The environment has 1 mistake", ExitCode.Usage)]
    [TestCase("System.NullReferenceException", ExitCode.Internal)]
    public void A_test_without_a_record_counts_by_the_code_in_its_text(string message, ExitCode expected)
    {
        Assert.That(RunConclusion.CodeOf(Failed(message)), Is.EqualTo(expected));
    }

    [Test]
    public void A_skipped_scenario_is_never_green()
    {
        var skipped = new TestOutcome("t", "NotExecuted", "ignored");

        Assert.That(RunConclusion.Unproven(_summary, [skipped]), Is.EqualTo(new[] { skipped }));
        Assert.That(RunConclusion.CodeOf(skipped), Is.EqualTo(ExitCode.Inconclusive));
    }

    [Test]
    public void Test_results_are_read_with_their_messages()
    {
        var folder = Directory.CreateTempSubdirectory("drdrills-trx-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "drills.trx"), """
                <?xml version="1.0" encoding="utf-8"?>
                <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
                  <Results>
                    <UnitTestResult testName="A" outcome="Passed" />
                    <UnitTestResult testName="B" outcome="Failed">
                      <Output><ErrorInfo><Message>DR3102 none</Message></ErrorInfo></Output>
                    </UnitTestResult>
                  </Results>
                </TestRun>
                """);

            Assert.That(TrxFile.ReadAll(folder.FullName), Is.EqualTo(new[]
            {
                new TestOutcome("A", "Passed", null), new TestOutcome("B", "Failed", "DR3102 none"),
            }));
            Assert.That(TrxFile.ReadAll(folder.FullName + "-none"), Is.Empty);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TestOutcome Failed(string? message) => new("Scenario", "Failed", message);
}
