using DrDrills.Benchmarks;
using DrDrills.Benchmarks.Measures;
using DrDrills.Benchmarks.Peers;
using DrDrills.Benchmarks.Results;
using DrDrills.Cli.Verbs;
using DrDrills.PostgreSql.Digests;
using DrDrills.Tests.PostgreSql.Verifications;
using NUnit.Framework;

namespace DrDrills.Tests.Benchmarks;

/// <summary>Shared cluster, read only.</summary>
public sealed class BenchMeasuresTests
{
    [Test]
    public void The_verb_knows_every_measure() =>
        Assert.That(BenchVerb.Measures, Is.EqualTo(BenchMeasures.All.Select(measure => measure.Id)));

    [Test]
    public async Task What_stands_in_the_way_of_a_measure_is_told_on_each_of_its_lines()
    {
        var rows = await BenchSession.MeasureAsync(new Failing(), null!, CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Select(row => row.Measure), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(rows.Select(row => row.Detail), Is.All.EqualTo("not measured: the disk is full"));
            Assert.That(rows.Select(row => row.Holds), Is.All.Null);
        }
    }

    [Test]
    public async Task Peers_can_be_asked_of_every_table_whatever_its_types()
    {
        await using var copy = await NastyDatabase.CopyAsync();

        foreach (var peer in new[] { PeerQuery.Scan, PeerQuery.HashText, PeerQuery.Md5 })
        {
            var contents = await DatabaseDigest.ReadAsync(
                copy.Database, peer, null, 2, null, CancellationToken.None, peer.BlocksPerShare);

            Assert.That(contents.Select(content => content.Unreadable), Is.All.Null, peer.Algorithm);
        }
    }

    [Test]
    public void Options_are_read_as_the_verb_writes_them()
    {
        var options = BenchOptions.Parse(["--command-line", "/x/cli.dll", "--gigabytes", "2.5", "--rounds", "3", "--only", "check", "--only", "growth"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((options.Gigabytes, options.Largest, options.Rounds), Is.EqualTo((2.5, 2.5, 3)));
            Assert.That(options.Only, Is.EqualTo(new[] { "check", "growth" }));
            Assert.That(() => BenchOptions.Parse(["--size", "1"]), Throws.ArgumentException.With.Message.Contains("'--size'"));
            Assert.That(() => BenchOptions.Parse(["--rounds"]), Throws.ArgumentException.With.Message.Contains("no value"));
        }
    }

    [Test]
    public void The_restore_begins_when_the_evidence_record_says() => Assert.That(
        StartUpMeasure.RestoreBegan("""
            {"timing": {"stages": [{"stage": "fetch", "startedAt": "2026-07-01T00:00:00Z"}, {"stage": "restore", "startedAt": "2026-07-01T00:00:01.5Z"}]}}
            """),
        Is.EqualTo(new DateTimeOffset(2026, 7, 1, 0, 0, 1, 500, TimeSpan.Zero)));

    private sealed class Failing : IBenchMeasure
    {
        public string Id => "failing";

        public IReadOnlyList<BenchRow> Lines => [new("one", "itself", 1, "x"), new("two", "itself", 1, "x")];

        public Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken) =>
            throw new IOException("the disk is full");
    }
}
