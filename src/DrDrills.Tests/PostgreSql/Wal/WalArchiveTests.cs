using System.IO.Compression;
using DrDrills.Backups;
using DrDrills.Errors;
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
    [TestCase("000000010000000000000003.partial", "has 0 of 1048576 bytes")]
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

    [Test]
    public async Task A_packed_segment_is_brought_unpacked_wherever_it_lies_and_a_damaged_one_is_named()
    {
        var content = Enumerable.Range(0, (int)Size).Select(at => (byte)(at / 3 % 251)).ToArray();
        await PackAsync("000000010000000000000002.gz", content);
        await PackAsync("0000000100000000/000000010000000000000003", content);
        await PackAsync("000000010000000000000004.gz", content[..100]);
        await PackAsync("000000010000000000000005.gz", content);
        var damaged = Path.Combine(_folder.FullName, "000000010000000000000005.gz");
        await File.WriteAllBytesAsync(damaged, (await File.ReadAllBytesAsync(damaged))[..^4]);
        var brought = _folder.CreateSubdirectory("brought");

        foreach (var segment in Archive.List().Take(2))
        {
            await Archive.BringAsync(segment, brought, default);
            Assert.That(await File.ReadAllBytesAsync(Path.Combine(brought.FullName, segment.FileName)), Is.EqualTo(content));
        }

        foreach (var (segment, because) in Archive.List().Skip(2).Zip(["holds 100 of 1048576 bytes", "cannot be unpacked"]))
        {
            var refused = Assert.ThrowsAsync<BackupUnreadableException>(() => Archive.BringAsync(segment, brought, default))!;
            Assert.That(refused.Code, Is.EqualTo("DR1331"));
            Assert.That(refused.Statement, Does.Contain(segment.FileName).And.Contain(because));
        }
    }

    [Test]
    public void An_unfinished_segment_is_the_end_of_a_log_and_a_hole_elsewhere()
    {
        Put("000000010000000000000002", Size);
        Put("000000010000000000000003.partial", Size);

        Assert.That(Archive.FindHole(new Lsn(2 * Size), new Lsn(4 * Size), 1), Is.Null);
        Assert.That(Archive.IsPartial(new WalSegment(1, 3, Size)), Is.True);

        Put("000000010000000000000004", Size);
        Assert.That(Archive.FindHole(new Lsn(2 * Size), new Lsn(5 * Size), 1)!.Because, Does.Contain("'.partial'"));
    }

    private async Task PackAsync(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        await packed.WriteAsync(content);
    }

    private void Put(string name, long size)
    {
        using var file = File.Create(Path.Combine(_folder.FullName, name));
        file.SetLength(size);
    }
}
