using System.Security.Cryptography;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Servers;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Wrapping;

/// <summary>A folder of files that begin like dumps, some of them wrapped, under names that say nothing.</summary>
[TestFixture]
public sealed class WrappedBackupSourceTests : BackupStreamSourceConformance
{
    private readonly byte[] _dump = [.. "PGDMP"u8, .. RandomNumberGenerator.GetBytes(50_000)];
    private RunFolder _work = null!;
    private WrappingKit _kit = null!;

    protected override IReadOnlyList<string> Ids => ["nightly-4", "nightly-3", "nightly-2", "nightly-1"];

    [OneTimeSetUp]
    public async Task Make()
    {
        _kit = await WrappingKit.OpenAsync();
        _work = await RunFolder.CreateAsync("test-wrapped", "work", null, default);
        Directory.CreateDirectory(Path.Combine(_work.Directory.FullName, "empty"));
        await MakePlaceAsync(Place);
    }

    [OneTimeTearDown]
    public async Task Remove()
    {
        if (_work is not null)
        {
            await _work.DisposeAsync();
            await _kit.DisposeAsync();
        }
    }

    [Test]
    public async Task The_one_backup_that_is_encrypted_says_that_a_key_is_missing()
    {
        var source = OpenedSource.At(Path.Combine(Place, "nightly-4"), BackupSourceOptions.None);

        Expect<BackupSealedException>(() => source.ListAsync(default), "DR1601", "nightly-4");
        Assert.That((await All().ListAsync(default)).Select(backup => backup.Format.Name), Is.EqualTo(new[] { "wrapped", "pg_dump custom", "pg_dump custom", "pg_dump custom" }));

        IBackupSource All() => OpenedSource.At(Place, BackupSourceOptions.None);
    }

    [Test]
    public async Task What_is_wrapped_and_no_backup_is_said_to_be_none()
    {
        var path = Path.Combine(_work.Directory.FullName, "holiday");
        await File.WriteAllBytesAsync(path, await _kit.WrapAsync("gzip", new byte[5000]));

        Expect<BackupUnreadableException>(() => OpenedSource.At(path, BackupSourceOptions.None).ListAsync(default), "DR1326", "holiday");
    }

    [TestCase("data.dump.gz.age")]
    [TestCase("data.dump")]
    public async Task A_manifest_names_the_file_as_it_lies_or_its_content_and_either_is_compared(string named)
    {
        var folder = Path.Combine(_work.Directory.FullName, Guid.NewGuid().ToString("N"));
        var wrapped = await WithManifestAsync(folder, named, named == "data.dump" ? _dump : null);

        var right = await EndAsync(folder);
        await WithManifestAsync(folder, named, named == "data.dump" ? [.. _dump, 1] : [.. wrapped, 1]);
        var wrong = await EndAsync(folder);

        Assert.That(right.File.Path, Is.EqualTo(named));
        Assert.That(right.Findings, Is.Empty);
        Assert.That(wrong.Findings.Single().Code, Is.EqualTo("DRF207"));
    }

    [Test]
    public async Task A_changed_byte_is_said_of_the_file_where_a_manifest_names_it_even_if_the_key_is_made_wrong_by_it()
    {
        var folder = Path.Combine(_work.Directory.FullName, Guid.NewGuid().ToString("N"));
        var wrapped = await WithManifestAsync(folder, "data.dump.gz.age", null);
        wrapped[60] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(folder, "data.dump.gz.age"), wrapped);

        var error = Assert.CatchAsync<BackupRefusedException>(() => Source(folder).ListAsync(default))!;

        Assert.That(error.Code, Is.EqualTo("DR1402"));
        Assert.That(error.Findings.Single().Code, Is.EqualTo("DRF208"));
    }

    protected override Task<IBackupSource> OpenAsync() => Task.FromResult<IBackupSource>(Source(Place));

    protected override Task<byte[]> ContentAsync(BackupDescriptor backup) => Task.FromResult(_dump);

    protected override Task<string> FingerprintAsync() => FolderFingerprint.OfAsync(Place);

    protected override async Task ExpectBroughtAsync(BackupDescriptor backup, DirectoryInfo brought) => Assert.That(
        await File.ReadAllBytesAsync(brought.GetFiles().Single().FullName), Is.EqualTo(await File.ReadAllBytesAsync(backup.Location)));

    protected override (IBackupSource Source, string Code) OpenMissing() => (Source(Path.Combine(_work.Directory.FullName, "nothing-here")), "DR1101");

    protected override (IBackupSource Source, string Code) OpenEmpty() => (Source(Path.Combine(_work.Directory.FullName, "empty")), "DR1102");

    protected override async Task<(IBackupSource Source, Func<BackupDescriptor, Task> Remove, string Code)> OpenPassingAsync()
    {
        var place = Path.Combine(_work.Directory.FullName, Guid.NewGuid().ToString("N"));
        await MakePlaceAsync(place);
        return (Source(place), RemoveAsync, "DR1105");

        static Task RemoveAsync(BackupDescriptor backup)
        {
            File.Delete(backup.Location);
            return Task.CompletedTask;
        }
    }

    private string Place => Path.Combine(_work.Directory.FullName, "place");

    private WrappedBackupSource Source(string place) => new(new BackupFolderSource(place), _kit.KeyOf("age"));

    private async Task MakePlaceAsync(string place)
    {
        Directory.CreateDirectory(place);
        await File.WriteAllBytesAsync(Path.Combine(place, "nightly-1"), _dump);
        foreach (var (name, how) in new[] { ("nightly-2", "gzip"), ("nightly-3", "zstd"), ("nightly-4", "gzip.age") })
        {
            await File.WriteAllBytesAsync(Path.Combine(place, name), await _kit.WrapAsync(how, _dump));
        }
    }

    /// <summary>One backup's folder with a manifest of these bytes, or of the wrapped file itself.</summary>
    private async Task<byte[]> WithManifestAsync(string folder, string named, byte[]? bytes)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "data.dump.gz.age");
        var wrapped = File.Exists(path) ? await File.ReadAllBytesAsync(path) : await _kit.WrapAsync("gzip.age", _dump);
        await File.WriteAllBytesAsync(path, wrapped);
        bytes ??= wrapped;
        var manifest = Samples.Manifest() with { Files = [new ManifestFile(named, bytes.Length, Sha256Digest.Of(bytes).Hex)] };
        await ManifestJson.WriteAsync(manifest, Path.Combine(folder, BackupLayout.Manifest), default);
        return wrapped;
    }

    private async Task<StreamOutcome> EndAsync(string folder)
    {
        var source = Source(folder);
        await using var stream = await source.OpenAsync((await source.ListAsync(default)).Single(), default);
        return await stream.EndAsync(default);
    }
}
