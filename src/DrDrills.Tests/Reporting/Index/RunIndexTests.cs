using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;
using DrDrills.Testing;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting.Index;

public sealed class RunIndexTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public async Task MakeRun()
    {
        _folder = Directory.CreateTempSubdirectory("drdrills-run-");
        var record = EvidenceRecord.Of(await DrillRuns.PassedAsync(), Samples.Context());
        await EvidenceJson.WriteAsync(record, new DirectoryInfo(Path.Combine(_folder.FullName, "evidence")), CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "summary.md"), "all is well\n");
        await RunIndexJson.WriteAsync(await IndexAsync(), _folder, CancellationToken.None);
    }

    [TearDown]
    public void RemoveRun() => _folder.Delete(recursive: true);

    [Test]
    public async Task An_index_lists_records_and_hashes_every_file_but_itself()
    {
        var index = await RunIndexJson.ReadAsync(_folder, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(index.RunId, Is.EqualTo("run-1"));
            Assert.That(index.Records.Single().DrillId, Is.EqualTo("catalog/nightly-dump"));
            Assert.That(index.Files.Select(file => file.Path), Is.EqualTo(new[] { index.Records[0].Path, "summary.md" }));
            Assert.That(index.Records.Single().AsItShouldBe, Is.True);
            Assert.That(index.Chain.Single(), Is.EqualTo(new ChainLink("bharatmart", 1, null, null)));
        }
    }

    [Test]
    public async Task A_change_is_narrowed_down_to_a_block()
    {
        var bytes = new byte[3 * RunIndexFile.BlockBytes + 5];
        var then = await RunIndexFile.OfAsync("big", new MemoryStream(bytes), CancellationToken.None);
        bytes[2 * RunIndexFile.BlockBytes + 7] ^= 1;

        var difference = then.DifferenceTo(await RunIndexFile.OfAsync("big", new MemoryStream(bytes), CancellationToken.None));

        Assert.That(difference, Does.StartWith("big: differs within bytes 131072 to 196608; expected 196613 bytes"));
    }

    [Test]
    public async Task An_index_satisfies_its_published_schema() =>
        Assert.That(await PublishedSchema.Run.MistakesAsync(RunIndexJson.Format(await IndexAsync())), Is.Empty);

    [Test]
    public async Task An_index_without_a_hash_is_refused_by_its_schema()
    {
        var text = RunIndexJson.Format(await IndexAsync()).Replace("\"sha256\"", "\"md5\"", StringComparison.Ordinal);

        Assert.That(await PublishedSchema.Run.MistakesAsync(text), Has.Some.Contains("required property 'sha256'"));
    }

    [Test]
    public async Task A_folder_with_a_broken_record_has_no_index()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "evidence", "x.evidence.json"), "{}");

        Assert.That(IndexAsync, Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5104"));
    }

    [Test]
    public async Task An_index_of_another_schema_version_is_refused()
    {
        var path = Path.Combine(_folder.FullName, RunIndex.FileName);
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, text.Replace("drdrills.run/v1", "drdrills.run/v9", StringComparison.Ordinal));

        Assert.That(
            async () => await RunIndexJson.ReadAsync(_folder, CancellationToken.None),
            Throws.TypeOf<EvidenceNotWrittenException>().With.Property("Code").EqualTo("DR5106"));
    }

    private Task<RunIndex> IndexAsync() => RunIndex.OfAsync("run-1", _folder, system => new ChainLink(system, 1, null, null), CancellationToken.None);
}
