using DrDrills.Drills;
using DrDrills.Reporting.Progress;
using NUnit.Framework;

namespace DrDrills.Tests.Reporting;

public sealed class ProgressLogTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("drdrills-progress-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_the_log_writes_the_tail_reads()
    {
        var log = new ProgressLog(_folder, "catalog/nightly-dump", TimeProvider.System);

        log.StageBegan(DrillStage.DeclareIncident);
        log.StageEnded(new StageRecord(
            DrillStage.Restore, StageState.Completed, DateTimeOffset.UnixEpoch, TimeSpan.Zero, TimeSpan.FromSeconds(2.5), 1, "9 tables"));
        log.Progressed(DrillStage.Verify, new StageProgress(3, 9, "tables", "public.orders"));
        var read = new ProgressTail(_folder).ReadNew();

        Assert.That(read.Select(e => e.Event), Is.EqualTo(
            new[] { ProgressKind.StageBegan, ProgressKind.StageEnded, ProgressKind.Progress }));
        Assert.That(read[0].Stage, Is.EqualTo("declare incident"));
        Assert.That(read[1] with { At = default }, Is.EqualTo(new ProgressEvent(default, "catalog/nightly-dump", ProgressKind.StageEnded)
        {
            Stage = "restore", Seconds = 2.5, Verdict = "completed", Detail = "9 tables",
        }));
        Assert.That((read[2].Done, read[2].Total, read[2].Unit), Is.EqualTo((3L, (long?)9L, "tables")));
    }

    [Test]
    public void Steps_within_a_stage_are_written_at_most_twice_a_second()
    {
        var log = new ProgressLog(_folder, "d", TimeProvider.System);

        for (var done = 0; done < 1000; done++)
        {
            log.Progressed(DrillStage.Fetch, new StageProgress(done, null, "bytes"));
        }

        Assert.That(new ProgressTail(_folder).ReadNew(), Has.Count.InRange(1, 100));
    }

    [Test]
    public void Half_a_line_is_kept_until_its_end_comes()
    {
        var file = Path.Combine(_folder, ProgressEvent.FileName);
        var line = new ProgressEvent(DateTimeOffset.UnixEpoch, "drill", ProgressKind.DrillBegan) { Detail = "ein Übungsfall" }.ToLine();
        var tail = new ProgressTail(_folder);

        File.WriteAllText(file, line[..20]);
        var first = tail.ReadNew();
        File.AppendAllText(file, line[20..] + "\n" + "not json\n");
        var second = tail.ReadNew();

        Assert.That(first, Is.Empty);
        Assert.That(second.Single().Detail, Is.EqualTo("ein Übungsfall"));
    }

    [Test]
    public void Drills_of_one_process_share_the_file()
    {
        Parallel.For(0, 8, n =>
        {
            var log = new ProgressLog(_folder, $"drill-{n}", TimeProvider.System);
            for (var i = 0; i < 50; i++)
            {
                log.StageBegan(DrillStage.Verify);
            }
        });

        Assert.That(new ProgressTail(_folder).ReadNew(), Has.Count.EqualTo(400));
    }
}
