namespace DrDrills.Reporting.Allure;

/// <summary>What the HTML report is made from, and where it goes.</summary>
public sealed record AllureHtmlOptions
{
    /// <summary>Folders of results, one per shard; each holds what <see cref="AllureRunFiles"/> wrote.</summary>
    public required IReadOnlyList<string> ResultsFolders { get; init; }

    /// <summary>Folder that receives <c>index.html</c>; made if it is not there.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Where the front door installs the command-line tool: <c>.tools/allure</c> of the clone.</summary>
    public required string ToolFolder { get; init; }

    /// <summary>The tool's configuration: <c>reports/templates/allure/allurerc.mjs</c> of the clone.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>Title of the report.</summary>
    public string ReportName { get; init; } = "DrDrills";

    /// <summary>File that carries results from run to run and is appended to, or null for a report without a past.</summary>
    public string? HistoryFile { get; init; }

    /// <value>Longest time the tool may take; 2 minutes unless set.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}
