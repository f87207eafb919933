using DrDrills.Cli.Output;
using DrDrills.Errors;
using DrDrills.Reporting.Summary;
using NUnit.Framework;
using Spectre.Console;

namespace DrDrills.Tests.Cli;

public sealed class SummaryTableTests
{
    private static readonly RunSummary _summary = new(
    [
        Row("catalog/corrupting-migration/last-night-s-dump-brings-the-catalogue-back", "Last night's dump brings the catalogue back"),
        Row(
            "catalog/corrupted-catalogue-in-the-autonomous-database/a-dump-of-another-day-in-place-of-last-night-s-is-refused",
            "A dump of another day in place of last night's is refused") with
        {
            Verdict = "RED FOR ANOTHER REASON (control)",
            ExitCode = ExitCode.VerificationFailed,
            Controls = "is one",
        },
    ]);

    [TestCase(80)]
    [TestCase(100)]
    [TestCase(160)]
    [TestCase(180)]
    public void No_word_is_broken_and_no_line_is_too_long(int width)
    {
        var text = Write(_summary, width);

        var cells = text.Split('|').SelectMany(cell => cell.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)).ToHashSet();
        var words = _summary.Rows.SelectMany(row => $"{row.Title} {row.Verdict} {row.RecoveryTime} {row.DataLoss} {row.Controls}".Split(' '));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Length), Is.All.LessThanOrEqualTo(width));
            Assert.That(words.Where(word => !cells.Contains(word)), Is.Empty, text);
            Assert.That(text, Does.Contain("mechanism").And.Contain("manifest"));
        }
    }

    [Test]
    public void Drills_stand_under_their_feature() => Assert.That(
        Write(_summary, 220), Does.Match("catalog: corrupting migration .*\n.*Last night's dump").And.Not.Contain("last-night-s-dump"));

    [Test]
    public void A_drill_without_a_title_is_named_by_its_identity() =>
        Assert.That(Write(new RunSummary([Row("catalog/x/good", "")]), 160), Does.Contain("catalog/x/good"));

    private static SummaryRow Row(string drill, string title) => new(
        drill, title, "passed", "12.4 s of 1 h", "not measured (no objective)", "mechanism", "manifest", "3 of 3 seen red", "All is well.", ExitCode.Passed);

    private static string Write(RunSummary summary, int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        SummaryTable.Write(new Screen(TextWriter.Null, text, console, isTerminal: false), summary);
        return text.ToString();
    }
}
