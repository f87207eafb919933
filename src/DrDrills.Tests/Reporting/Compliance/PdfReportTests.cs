using System.Text.RegularExpressions;
using DrDrills.Reporting.Compliance;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Compliance;

public sealed class PdfReportTests
{
    [Test]
    public async Task The_pdf_says_that_it_is_an_archive_has_the_records_inside_and_no_way_out_of_it()
    {
        Needs.Require(Needs.OnPath("weasyprint") is not null, "WeasyPrint", "apt-get install weasyprint");
        var folder = await ReportedRun.WriteAsync(await ReportedRun.PassedAsync(), await ReportedRun.ControlAsync());
        try
        {
            var noPdf = await ReportFiles.WriteAsync(folder, ReportedRun.Templates, null, Samples.Incidence.AddDays(1), [], CancellationToken.None);

            Assert.That(noPdf, Is.Null);
            var pdf = PdfObjects.Of(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, PdfReport.FileName)));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(pdf, Does.StartWith("%PDF-1.7"));
                Assert.That(pdf, Does.Match("pdfaid:part(=\"|>)3").And.Match("pdfaid:conformance(=\"|>)B"));
                Assert.That(Regex.Count(pdf, @"/Type\s*/OutputIntent\b"), Is.EqualTo(1));
                Assert.That(Regex.Count(pdf, @"/Type\s*/EmbeddedFile\b"), Is.EqualTo(2));
                Assert.That(Regex.Count(pdf, @"/Type\s*/Filespec\b"), Is.EqualTo(2));
                Assert.That(pdf, Does.Not.Contain("file:").And.Not.Contain(folder.FullName));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
