using System.Security.Cryptography;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
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

    [TestCase("gone.dump")]
    [TestCase("itself.dump")]
    public async Task A_link_that_leads_nowhere_is_passed_over(string target)
    {
        var place = _work.Directory.CreateSubdirectory("linked-" + target);
        await File.WriteAllTextAsync(Path.Combine(place.FullName, "whole.sql"), "--\n-- PostgreSQL database dump\n--\n");
        File.CreateSymbolicLink(Path.Combine(place.FullName, "itself.dump"), Path.Combine(place.FullName, target));

        var listed = await OpenedSource.At(place.FullName, BackupSourceOptions.None).ListAsync(default);

        Assert.That(listed.Select(backup => Path.GetFileName(backup.Location)), Is.EqualTo(new[] { "whole.sql" }));
    }

    [Test]
    public async Task A_pipe_and_an_empty_file_are_copied_as_empty_files_and_a_link_that_leads_nowhere_is_left_out()
    {
        var (from, into) = (_work.Directory.CreateSubdirectory("special"), _work.Directory.CreateSubdirectory("copied"));
        var made = await HostCommand.RunAsync(["mkfifo", Path.Combine(from.FullName, "pipe")], default);
        Assert.That(made.ExitCode, Is.Zero, made.Errors);
        await File.WriteAllTextAsync(Path.Combine(from.FullName, "empty"), "");
        await File.WriteAllTextAsync(Path.Combine(from.FullName, "full"), "full");
        File.CreateSymbolicLink(Path.Combine(from.FullName, "link"), "/nonexistent");

        await BackupFiles.CopyAsync(from.FullName, into.FullName, null, default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(into.GetFiles().Select(file => (file.Name, file.Length)), Is.EquivalentTo(new[] { ("pipe", 0L), ("empty", 0L), ("full", 4L) }));
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
