using System.Text.RegularExpressions;
using DrDrills.Reporting.Allure;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Allure;

public sealed class AllureCategoriesTests
{
    private const string Typed = "DrDrills.Steps.Failures.DrillFailedException : ";

    [TestCase("DRILL FAILED 2 findings", "Bad backup")]
    [TestCase(Typed + "DRILL FAILED 2 findings\nrows of catalog.product", "Bad backup")]
    [TestCase("Multiple failures or warnings in test:\n  1) DRILL FAILED one\n     at X\n  2) DRILL FAILED two", "Bad backup")]
    [TestCase(Typed + "OBJECTIVE MISSED recovery time 16 min over 15 min", "Missed objective")]
    [TestCase("INCONCLUSIVE DR3101 pg_amcheck is missing", "Environment gap (inconclusive)")]
    [TestCase("TearDown : " + Typed + "DISPOSAL FAILED cluster", "Disposal failed")]
    [TestCase("System.AggregateException : One or more errors\n  ----> " + Typed + "INCONCLUSIVE no server", "Environment gap (inconclusive)")]
    [TestCase("System.NullReferenceException : Object reference not set", "Harness defect")]
    [TestCase("the words DRILL FAILED inside a sentence announce nothing", "Harness defect")]
    [TestCase("  Assert.That(1, Is.EqualTo(2))\n  Expected: 2\n  But was:  1\n", "Harness defect")]
    [TestCase("", "Harness defect")]
    public void A_broken_or_failed_result_is_filed_under_one_reason(string message, string category)
    {
        Assert.That(CategoriesOf(message, "broken"), Is.EqualTo(new[] { category }));
        Assert.That(CategoriesOf(message, "failed"), Is.EqualTo(new[] { category }));
    }

    [Test]
    public void A_skipped_result_counts_only_where_it_says_inconclusive()
    {
        Assert.That(CategoriesOf("INCONCLUSIVE no server", "skipped"), Is.EqualTo(new[] { "Environment gap (inconclusive)" }));
        Assert.That(CategoriesOf("not yet written", "skipped"), Is.Empty);
        Assert.That(CategoriesOf("DRILL FAILED", "passed"), Is.Empty);
    }

    [Test]
    public void A_bad_backup_outranks_a_failed_disposal()
    {
        const string Both = Typed + "DRILL FAILED rows\nTearDown : " + Typed + "DISPOSAL FAILED cluster";

        Assert.That(CategoriesOf(Both, "broken"), Is.EqualTo(new[] { "Bad backup", "Disposal failed" }));
    }

    // Java's full match and JavaScript's search must agree, so both are asked.
    private static string[] CategoriesOf(string message, string status)
    {
        var fitting = AllureCategories.All.Where(c => c.MatchedStatuses.Contains(status)).ToArray();
        var searched = fitting.Where(c => Regex.IsMatch(message, c.MessageRegex, RegexOptions.ECMAScript));
        var wholly = fitting.Where(c => Regex.Match(message, c.MessageRegex) is { Success: true } m && m.Value == message);

        var names = searched.Select(c => c.Name).ToArray();
        Assert.That(wholly.Select(c => c.Name), Is.EqualTo(names));
        return names;
    }
}
