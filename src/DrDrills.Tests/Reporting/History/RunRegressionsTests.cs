using DrDrills.Errors;
using DrDrills.Reporting.History;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.History;

public sealed class RunRegressionsTests
{
    private static readonly HistoryPoint[] _even = [.. Enumerable.Range(0, 8).Select(month => HistoryPoints.At(month, 10 + (0.1 * (month % 3))))];

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("drdrills-regressions-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_slower_stage_is_kept_with_the_run_and_read_back()
    {
        var regressions = RunRegressions.Of("run-8", [HistoryPoints.At(8, 14)], _even);
        await regressions.WriteAsync(_folder, CancellationToken.None);

        var read = await RunRegressions.ReadAsync(_folder, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(regressions.ComparedRuns, Is.EqualTo(8));
            Assert.That(read, Is.EqualTo(regressions.Findings));
            Assert.That(read.Single().Sentence, Does.StartWith("DRF601 catalog/nightly-dump, stage restore: The stage took longer").And.Contain("observed 14 s"));
            Assert.That(read.Single().RecordId, Is.EqualTo("record-8"));
            Assert.That(await PublishedSchema.Regressions.MistakesAsync(regressions.Format()), Is.Empty);
            Assert.That(await PublishedSchema.Regressions.MistakesAsync(regressions.Format().Replace("DRF601", "DRF999", StringComparison.Ordinal)), Is.Not.Empty);
        }
    }

    [Test]
    public void A_run_is_held_against_those_before_it_only()
    {
        var later = Enumerable.Range(9, 8).Select(month => HistoryPoints.At(month));

        var regressions = RunRegressions.Of("run-8", [HistoryPoints.At(8, 14)], [.. later]);

        Assert.That(regressions.Findings, Is.Empty);
        Assert.That(regressions.ComparedRuns, Is.Zero);
    }

    [Test]
    public void A_run_that_was_sealed_before_is_not_held_against_itself() =>
        Assert.That(RunRegressions.Of("run-7", [_even[7]], _even).ComparedRuns, Is.EqualTo(7));

    [Test]
    public async Task A_run_that_was_never_compared_has_none() => Assert.That(await RunRegressions.ReadAsync(_folder, CancellationToken.None), Is.Empty);

    [Test]
    public async Task A_file_of_something_else_is_not_passed_over()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, RunRegressions.FileName), "{}");

        Assert.That(
            () => RunRegressions.ReadAsync(_folder, CancellationToken.None),
            Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5119"));
    }
}
