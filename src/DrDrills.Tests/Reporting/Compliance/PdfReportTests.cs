using System.Text;
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
            var pdf = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, PdfReport.FileName)));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(pdf, Does.StartWith("%PDF-1.7"));
                Assert.That(pdf, Does.Contain("pdfaid").And.Contain("part=\"3\"").Or.Contain("<pdfaid:part>3<"));
                Assert.That(pdf.Split("/EmbeddedFile ").Length - 1 + pdf.Split("/EmbeddedFile\n").Length - 1, Is.EqualTo(2));
                Assert.That(pdf, Does.Not.Contain("file:").And.Not.Contain(folder.FullName));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
