namespace DrDrills.Reporting.Allure;

/// <summary>What came of making the HTML report. A run's verdict does not depend on it.</summary>
/// <param name="State">How it ended.</param>
/// <param name="ReportFile">The one file to open, or null unless built.</param>
/// <param name="Statement">One sentence for people.</param>
/// <param name="Hint">What to do next, as a command where there is one; null when built.</param>
/// <param name="Details">Last lines of the tool's output, or null.</param>
public sealed record AllureHtmlOutcome(
    AllureHtmlState State, string? ReportFile, string Statement, string? Hint = null, string? Details = null);
