using DrDrills.Backups;
using DrDrills.PostgreSql.Wal;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Wal;

public sealed class WalArchiveTests
{
    private const long Size = 1 << 20;

    private DirectoryInfo _folder = null!;

    private WalArchive Archive => new(_folder, Size);

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("drdrills-wal-");

    [TearDown]
    public void Remove_the_folder() => _folder.Delete(recursive: true);

    [Test]
    public void A_whole_log_has_no_hole()
    {
        Put("000000010000000000000002", Size);
        Put("000000010000000000000003", Size);

        Assert.That(Archive.FindHole(new Lsn(2 * Size + 40), new Lsn(4 * Size), 1), Is.Null);
        Assert.That(Archive.EndOf(1), Is.EqualTo(new Lsn(4 * Size)));
        Assert.That(Archive.EndOf(2), Is.Null);
    }

    [TestCase(null, "is missing")]
    [TestCase("000000010000000000000003.partial", "is missing (only '000000010000000000000003.partial' is there)")]
    [TestCase("000000010000000000000003", "has 0 of 1048576 bytes")]
    public void The_first_segment_that_is_not_whole_is_the_hole(string? instead, string because)
    {
        Put("000000010000000000000002", Size);
        Put("000000010000000000000004", Size);
        if (instead is not null)
        {
            Put(instead, 0);
        }

        var hole = Archive.FindHole(new Lsn(2 * Size), new Lsn(5 * Size), 1)!;

        Assert.That(hole.Segment.FileName, Is.EqualTo("000000010000000000000003"));
        Assert.That(hole.Because, Is.EqualTo(because));
    }

    [Test]
    public void Files_that_are_no_segments_are_passed_over_and_histories_name_timelines()
    {
        Put("000000010000000000000002", Size);
        Put("000000010000000000000002.00000028.backup", 300);
        Put("00000003.history", 40);
        Put("notes.txt", 1);

        Assert.That(Archive.List().Select(segment => segment.FileName), Is.EqualTo(new[] { "000000010000000000000002" }));
        Assert.That(Archive.Timelines(), Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public void A_folder_that_is_not_there_holds_nothing()
    {
        var archive = new WalArchive(new DirectoryInfo(Path.Combine(_folder.FullName, "gone")), Size);

        Assert.That(archive.List(), Is.Empty);
        Assert.That(archive.FindHole(new Lsn(0), new Lsn(1), 1)!.Because, Is.EqualTo("is missing"));
    }

    [TestCase("000000010000000000000005", 16 << 20, 5UL)]
    [TestCase("0000000A0000000200000001", 16 << 20, 513UL)]
    [TestCase("000000010000000100000000", 1 << 30, 4UL)]
    public void A_segment_is_its_name(string name, long size, ulong number)
    {
        var segment = WalSegment.TryParse(name, size)!.Value;

        Assert.That(segment.Number, Is.EqualTo(number));
        Assert.That(segment.FileName, Is.EqualTo(name));
        Assert.That(WalSegment.Of(segment.Begin, segment.Timeline, size), Is.EqualTo(segment));
    }

    private void Put(string name, long size)
    {
        using var file = File.Create(Path.Combine(_folder.FullName, name));
        file.SetLength(size);
    }
}
