using NUnit.Framework;
using OciSimulator.Volumes;

namespace DrDrills.Tests.OciSimulator.Volumes;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BackupBlocksTests : IDisposable
{
    private const long Size = (5 << 20) + 1234;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-blocks-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_chain_gives_the_volume_back_as_it_was_at_each_backup()
    {
        var image = In("image");
        SparseFile.Create(image, Size);
        Write(image, 100_000, 200_000, seed: 1);
        Write(image, Size - 10, 10, seed: 2);
        await BackupBlocks.WriteAsync(image, In("full"), [], default);
        var first = await File.ReadAllBytesAsync(image);
        Write(image, 3 << 20, 70_000, seed: 3);
        Write(image, 100_000, 200_000, seed: null);
        var incremental = await BackupBlocks.WriteAsync(image, In("second"), [In("full")], default);
        var second = await File.ReadAllBytesAsync(image);

        await BackupBlocks.RestoreAsync([In("full")], In("restored-1"), Size, default);
        await BackupBlocks.RestoreAsync([In("full"), In("second")], In("restored-2"), Size, default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await File.ReadAllBytesAsync(In("restored-1")), Is.EqualTo(first));
            Assert.That(await File.ReadAllBytesAsync(In("restored-2")), Is.EqualTo(second));
            Assert.That(incremental, Is.EqualTo(2 * 64 * 1024), "only what changed is kept");
        }
    }

    [Test]
    public async Task Nothing_changed_takes_nothing()
    {
        var image = In("image");
        SparseFile.Create(image, Size);
        Write(image, 0, 1000, seed: 1);
        await BackupBlocks.WriteAsync(image, In("full"), [], default);

        Assert.That(await BackupBlocks.WriteAsync(image, In("again"), [In("full")], default), Is.Zero);
    }

    [Test]
    public async Task A_copy_of_a_sparse_file_is_equal_and_sparse()
    {
        var image = In("image");
        SparseFile.Create(image, 1L << 32);
        Write(image, 1 << 30, 5000, seed: 1);

        await SparseFile.CopyAsync(image, In("copy"), 1L << 32, default);

        using var copy = File.OpenHandle(In("copy"));
        var read = new byte[5000];
        RandomAccess.Read(copy, read, 1 << 30);
        Assert.That((RandomAccess.GetLength(copy), SparseFile.DataOf(copy).Sum(part => part.Length) < 1 << 20), Is.EqualTo((1L << 32, true)));
        Assert.That(read, Is.EqualTo(Bytes(5000, 1)));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static void Write(string path, long offset, int count, int? seed)
    {
        using var file = File.OpenHandle(path, access: FileAccess.Write);
        RandomAccess.Write(file, seed is { } of ? Bytes(count, of) : new byte[count], offset);
    }

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
