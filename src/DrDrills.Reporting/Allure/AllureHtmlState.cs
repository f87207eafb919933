namespace DrDrills.Reporting.Allure;

/// <summary>How the making of the HTML report ended.</summary>
public enum AllureHtmlState
{
    /// <summary>The report is there.</summary>
    Built,

    /// <summary>The command-line tool, or Node.js under it, is not installed; nothing was tried.</summary>
    ToolMissing,

    /// <summary>There is no result to report on; nothing was tried.</summary>
    NothingToReport,

    /// <summary>The tool ran and made no report.</summary>
    Failed,

    /// <summary>The tool was stopped because it took too long.</summary>
    TimedOut,
}
