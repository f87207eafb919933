using System.Text;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace DrDrills.Reporting.Compliance;

/// <summary>The same page as PDF/A-3b with the records inside it, by WeasyPrint where it is installed.</summary>
public static partial class PdfReport
{
    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "report.pdf";

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(3);

    /// <summary>Makes the PDF of a page.</summary>
    /// <param name="folder">The run's folder, with the page in it.</param>
    /// <param name="attachments">Files to embed, relative to the folder.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Null where the PDF was made; else why not, and what gets it.</returns>
    public static async Task<string?> MakeAsync(DirectoryInfo folder, IEnumerable<string> attachments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var page = await File.ReadAllTextAsync(Path.Combine(folder.FullName, ComplianceReport.FileName), cancellationToken).ConfigureAwait(false);
        var pdf = Path.Combine(folder.FullName, FileName);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_limit);
        try
        {
            var run = await Cli.Wrap("weasyprint")
                .WithArguments(["--pdf-variant", "pdf/a-3b", .. attachments.SelectMany(path => new[] { "--attachment", Path.Combine(folder.FullName, path) }), "-", pdf])
                .WithStandardInputPipe(PipeSource.FromString(WithoutFiles(page), Encoding.UTF8))
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(bound.Token).ConfigureAwait(false);
            return run.ExitCode == 0 && File.Exists(pdf)
                ? null
                : $"No PDF: weasyprint ended with exit code {run.ExitCode}: {run.StandardError.Trim().Split('\n')[^1]}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            File.Delete(pdf);
            return $"No PDF: weasyprint did not end within {_limit.TotalMinutes} minutes.";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "No PDF: weasyprint is not installed; 'apt-get install weasyprint' gets it. The HTML says the same.";
        }
    }

    /// <summary>
    /// The page without links to files beside it: in a PDF they would lead to where the files lay on this machine. The records are inside as
    /// attachments.
    /// </summary>
    private static string WithoutFiles(string page) => FileLink().Replace(page, "");

    [GeneratedRegex("(?<=<a) href=\"[^#\"][^\"]*\"")]
    private static partial Regex FileLink();
}
