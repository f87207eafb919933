using DrDrills.Reporting.Progress;
using DrDrills.Reporting.Summary;

namespace DrDrills.Cli.Running;

/// <summary>Where one run keeps what it leaves.</summary>
/// <param name="Path">The folder.</param>
internal sealed record RunFolder(string Path)
{
    /// <summary>Allure's raw results.</summary>
    public string AllureResults => In("allure-results");

    /// <summary>The Allure 3 HTML.</summary>
    public string Report => In("report");

    /// <summary>Evidence records, one for each drill.</summary>
    public string Evidence => In(RunSummary.EvidenceFolder);

    /// <summary>TRX files of the test host.</summary>
    public string TestResults => In("test-results");

    /// <summary>What the test host printed.</summary>
    public string TestLog => In("dotnet-test.log");

    /// <summary>Allure's configuration for this run.</summary>
    public string AllureConfig => In("allure-config.json");

    /// <summary>The summary table.</summary>
    public string Summary => In(SummaryMarkdown.FileName);

    /// <summary>What happens, line by line.</summary>
    public string Progress => In(ProgressEvent.FileName);

    /// <summary>What the test host complained of on stderr.</summary>
    public string TestErrors => In("dotnet-test.errors.log");

    /// <summary>Last lines of both logs of the test host.</summary>
    public IEnumerable<string> EndOfLog() =>
        new[] { TestLog, TestErrors }.Where(File.Exists).SelectMany(log => File.ReadLines(log).Where(line => line.Length > 0).TakeLast(15));

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
