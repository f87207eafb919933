using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace DrDrills.Reporting.Allure;

/// <summary>Makes one self-contained HTML file from results, with the <c>allure</c> 3 command-line tool.</summary>
public static class AllureHtml
{
    /// <summary>The command, run in the clone, that installs the tool without the front door.</summary>
    public const string InstallCommand =
        "mkdir -p .tools/allure && cp reports/templates/allure/package*.json .tools/allure/ && npm ci --ignore-scripts --prefix .tools/allure";

    private const int LinesOfDetail = 12;

    /// <summary>Runs the tool and waits for it, bounded by <see cref="AllureHtmlOptions.Timeout"/>.</summary>
    /// <param name="options">What to make it from.</param>
    /// <param name="cancellationToken">Stops the tool.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled; the tool and what it started have been stopped.</exception>
    public static async Task<AllureHtmlOutcome> BuildAsync(
        AllureHtmlOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tool = ToolIn(options.ToolFolder);
        if (!File.Exists(tool))
        {
            return Missing($"The allure command-line tool is not installed in '{options.ToolFolder}'.");
        }

        if (!options.ResultsFolders.Any(HasResults))
        {
            return new AllureHtmlOutcome(
                AllureHtmlState.NothingToReport,
                null,
                $"No test result lies in {string.Join(", ", options.ResultsFolders.Select(f => $"'{f}'"))}.",
                "Did any drill run?");
        }

        var report = Path.GetFullPath(Path.Combine(options.OutputFolder, "index.html"));
        Directory.CreateDirectory(options.OutputFolder);
        File.Delete(report); // An older report must not pass for this one.
        return await RunAsync(tool, report, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tool's file in the folder it was installed into.</summary>
    /// <param name="toolFolder">The folder given to <c>npm ci --prefix</c>.</param>
    public static string ToolIn(string toolFolder) => Path.GetFullPath(
        Path.Combine(toolFolder, "node_modules", ".bin", OperatingSystem.IsWindows() ? "allure.cmd" : "allure"));

    /// <summary>Where a run's report shows one result, relative to the run's folder.</summary>
    /// <param name="resultId">The result's uuid.</param>
    /// <remarks>Allure 3 names a result by the MD5 of its uuid (measured on 3.18).</remarks>
    [SuppressMessage("Security", "CA5351", Justification = "The name that the report gives; nothing is protected by it.")]
    public static string PathOf(string resultId) =>
        $"report/index.html#{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(resultId)))}";

    private static async Task<AllureHtmlOutcome> RunAsync(
        string tool, string report, AllureHtmlOptions options, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(options.Timeout);
        try
        {
            var done = await CommandFor(tool, options).ExecuteBufferedAsync(bound.Token).ConfigureAwait(false);
            return Judge(done, report);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new AllureHtmlOutcome(
                AllureHtmlState.TimedOut,
                null,
                $"The allure tool had not finished the report after {Seconds(options.Timeout)} and was stopped.",
                "Is the machine busy, or are the attachments very large?");
        }
        catch (Win32Exception failure)
        {
            return Missing($"The allure tool '{tool}' cannot be started: {failure.Message}.");
        }
    }

    private static Command CommandFor(string tool, AllureHtmlOptions options) => Cli.Wrap(tool)
        .WithArguments(arguments => arguments
            .Add("generate")
            .Add("--config").Add(Path.GetFullPath(options.ConfigFile))
            .Add("--output").Add(Path.GetFullPath(options.OutputFolder))
            .Add(options.ResultsFolders.Select(Path.GetFullPath)))
        .WithWorkingDirectory(Path.GetFullPath(options.OutputFolder))
        .WithEnvironmentVariables(variables => variables
            .Set("NO_COLOR", "1")
            .Set("DRDRILLS_REPORT_NAME", options.ReportName)
            .Set("DRDRILLS_REPORT_CATEGORIES", options.ResultsFolders
                .Select(folder => Path.GetFullPath(Path.Combine(folder, AllureRunFiles.Categories)))
                .FirstOrDefault(File.Exists))
            .Set("DRDRILLS_REPORT_HISTORY", options.HistoryFile is { } file ? Path.GetFullPath(file) : null))
        .WithValidation(CommandResultValidation.None);

    private static AllureHtmlOutcome Judge(BufferedCommandResult done, string report)
    {
        if (done.ExitCode == 127)
        {
            return Missing("Node.js, which the allure tool needs, is not on the PATH.");
        }

        if (done.ExitCode == 0 && File.Exists(report))
        {
            return new AllureHtmlOutcome(AllureHtmlState.Built, report, $"The report is '{report}'.");
        }

        return new AllureHtmlOutcome(
            AllureHtmlState.Failed,
            null,
            $"The allure tool ended with exit code {done.ExitCode} and left no report at '{report}'.",
            $"Is the installation whole? Renew it: {InstallCommand}",
            LastLines(done.StandardOutput + done.StandardError));
    }

    private static AllureHtmlOutcome Missing(string statement) => new(
        AllureHtmlState.ToolMissing,
        null,
        statement,
        $"`./drdrills report` installs it; by hand (needs Node.js 20 or newer): {InstallCommand}");

    private static bool HasResults(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*-result.json").Any();

    private static string LastLines(string output) =>
        string.Join('\n', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LinesOfDetail));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";
}
