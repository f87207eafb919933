using System.Security.Cryptography;
using DrDrills.Fixtures.Damage;
using NUnit.Framework;

namespace DrDrills.Tests.BharatMart;

public sealed class DamagedCopyTests
{
    private string _root = null!;

    private string Source => Path.Combine(_root, "backup");

    [SetUp]
    public async Task MakeBackupAsync()
    {
        _root = Directory.CreateTempSubdirectory("damage-").FullName;
        Directory.CreateDirectory(Path.Combine(Source, "wal"));
        for (var i = 1; i <= 5; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(Source, "wal", $"00000001000000000000000{i}"), Bytes(200 * i, (byte)i));
        }

        await File.WriteAllBytesAsync(Path.Combine(Source, "3001.dat"), Bytes(5000, 9));
        await File.WriteAllBytesAsync(Path.Combine(Source, "empty.dat"), []);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_root, recursive: true);

    [Test]
    public async Task A_flipped_byte_differs_in_one_place_and_keeps_the_size()
    {
        var copy = await CopyAsync("flipped", new FlippedByte { Files = "*.dat" });

        var before = await File.ReadAllBytesAsync(Path.Combine(Source, copy.Damage.File));
        var after = await File.ReadAllBytesAsync(Path.Combine(copy.Path, copy.Damage.File));
        var differing = Enumerable.Range(0, before.Length).Where(i => before[i] != after[i]);
        Assert.That(after, Has.Length.EqualTo(before.Length));
        Assert.That(differing, Is.EqualTo(new[] { (int)copy.Damage.Offset }));
        Assert.That(copy.Damage.Offset, Is.InRange(500, 4500));
    }

    [Test]
    public async Task A_file_cut_short_is_the_beginning_of_the_original()
    {
        var copy = await CopyAsync("short", new CutShort { Choice = FileChoice.Largest });

        var before = await File.ReadAllBytesAsync(Path.Combine(Source, "3001.dat"));
        var after = await File.ReadAllBytesAsync(Path.Combine(copy.Path, "3001.dat"));
        Assert.That(copy.Damage.File, Is.EqualTo("3001.dat"));
        Assert.That(after.Length, Is.InRange(1250, 3750).And.EqualTo(copy.Damage.LengthAfter));
        Assert.That(before.AsSpan(0, after.Length).SequenceEqual(after), Is.True);
    }

    [Test]
    public async Task A_missing_file_leaves_a_hole_and_the_others_alone()
    {
        var copy = await CopyAsync("hole", new MissingFile { Files = "0000*", Choice = FileChoice.Middle });

        Assert.That(copy.Damage.File, Is.EqualTo(Path.Combine("wal", "000000010000000000000003")));
        var left = Hashes(copy.Path);
        var expected = Hashes(Source);
        expected.Remove(copy.Damage.File);
        Assert.That(left, Is.EqualTo(expected));
    }

    [Test]
    public async Task The_same_seed_damages_the_same_place_and_the_original_stays_whole()
    {
        var original = Hashes(Source);

        var first = await CopyAsync("first", new FlippedByte { Seed = 3 });
        var second = await CopyAsync("second", new FlippedByte { Seed = 3 });
        var others = new HashSet<string>();
        for (var seed = 0; seed < 12; seed++)
        {
            others.Add((await CopyAsync($"seed{seed}", new FlippedByte { Seed = seed })).Damage.ToString());
        }

        Assert.That(second.Damage, Is.EqualTo(first.Damage));
        Assert.That(others, Has.Count.GreaterThan(6));
        Assert.That(Hashes(Source), Is.EqualTo(original));
    }

    [Test]
    public async Task A_backup_of_one_file_is_copied_into_the_folder()
    {
        var copy = await DamagedCopy.OfAsync(
            Path.Combine(Source, "3001.dat"), Path.Combine(_root, "single"), new CutShort { KeepBytes = 10 }, CancellationToken.None);

        Assert.That(new FileInfo(copy.Path).Length, Is.EqualTo(10));
    }

    [Test]
    public void A_destination_in_use_and_a_pattern_that_matches_nothing_are_refused()
    {
        Assert.That(async () => await DamagedCopy.OfAsync(Source, Source, new MissingFile(), CancellationToken.None), Throws.InstanceOf<IOException>());
        Assert.That(async () => await CopyAsync("nothing", new MissingFile { Files = "*.none" }), Throws.InvalidOperationException);
    }

    private Task<DamagedCopy> CopyAsync(string name, FileDamage damage) =>
        DamagedCopy.OfAsync(Source, Path.Combine(_root, name), damage, CancellationToken.None);

    private static byte[] Bytes(int length, byte first) => [.. Enumerable.Range(0, length).Select(i => (byte)((first + i) % 251))];

    private static SortedDictionary<string, string> Hashes(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder, path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);
}
