using System.Security.Cryptography;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>Folders with bytes that begin like backups; the sources only list and copy them.</summary>
[TestFixture]
public sealed class BackupFolderSourceTests : BackupSourceConformance
{
    private RunFolder _work = null!;

    protected override IReadOnlyList<string> Ids => ["monday", "sunday", "saturday"];

    [OneTimeSetUp]
    public async Task Make()
    {
        _work = await RunFolder.CreateAsync("test-folders", "work", null, default);
        await MakePlaceAsync(Place);
        Directory.CreateDirectory(Path.Combine(_work.Directory.FullName, "empty", ".pending-never-finished"));
    }

    [OneTimeTearDown]
    public async Task Remove() => await _work.DisposeAsync();

    [Test]
    public async Task A_capture_that_never_finished_is_not_listed()
    {
        var place = Path.Combine(_work.Directory.FullName, "unfinished");
        await MakeBackupAsync(Path.Combine(place, "whole"), TimeSpan.Zero);
        await MakeBackupAsync(Path.Combine(place, ".pending-half-1234"), TimeSpan.Zero);

        var listed = await new BackupFolderSource(place).ListAsync(default);

        Assert.That(listed.Select(backup => backup.Location), Is.EqualTo(new[] { Path.Combine(place, "whole") }));
    }

    protected override Task<IBackupSource> OpenAsync() => Task.FromResult<IBackupSource>(new BackupFolderSource(Place));

    protected override Task<string> FingerprintAsync() => FolderFingerprint.OfAsync(Place);

    protected override async Task ExpectBroughtAsync(BackupDescriptor backup, DirectoryInfo brought) => Assert.That(
        await BackupFiles.ListAsync(brought.FullName, default), Is.EqualTo(await BackupFiles.ListAsync(backup.Location, default)));

    protected override (IBackupSource Source, string Code) OpenMissing() =>
        (new BackupFolderSource(Path.Combine(_work.Directory.FullName, "nothing-here")), "DR1101");

    protected override (IBackupSource Source, string Code) OpenEmpty() =>
        (new BackupFolderSource(Path.Combine(_work.Directory.FullName, "empty")), "DR1102");

    protected override async Task<(IBackupSource Source, Func<BackupDescriptor, Task> Remove, string Code)> OpenPassingAsync()
    {
        var place = Path.Combine(_work.Directory.FullName, Guid.NewGuid().ToString("N"));
        await MakePlaceAsync(place);
        return (new BackupFolderSource(place), RemoveAsync, "DR1105");

        static Task RemoveAsync(BackupDescriptor backup)
        {
            Directory.Delete(backup.Location, recursive: true);
            return Task.CompletedTask;
        }
    }

    private string Place => Path.Combine(_work.Directory.FullName, "place");

    private static async Task MakePlaceAsync(string place)
    {
        await MakeBackupAsync(Path.Combine(place, "sunday"), TimeSpan.FromDays(1));
        await MakeBackupAsync(Path.Combine(place, "monday"), TimeSpan.FromDays(2));
        await MakeBackupAsync(Path.Combine(place, "saturday"), TimeSpan.Zero);
    }

    private static async Task MakeBackupAsync(string folder, TimeSpan later)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, BackupLayout.CustomDump), [.. "PGDMP"u8, .. RandomNumberGenerator.GetBytes(5000)]);
        var manifest = Samples.Manifest() with { BackupId = Path.GetFileName(folder), TakenAt = Samples.Incidence + later };
        await ManifestJson.WriteAsync(manifest, Path.Combine(folder, BackupLayout.Manifest), default);
    }
}
