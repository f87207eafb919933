using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Barman;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Barman;

/// <summary>Over the folders of <see cref="BarmanHome"/>.</summary>
[TestFixture]
public sealed class BarmanSourceTests : BackupSourceConformance
{
    private BarmanHome _made = null!;

    protected override IReadOnlyList<string> Ids => _made.Ids;

    [OneTimeSetUp]
    public async Task Make_the_backups() => _made = await BarmanHome.SharedAsync();

    [Test]
    public async Task Among_several_servers_one_has_to_be_named()
    {
        var asked = Assert.ThrowsAsync<ConfigurationInvalidException>(() => SourceOf(_made.Home).ListAsync(default))!;

        Assert.That(asked.Message, Does.Contain("--stanza: copied, flowed"));
        Assert.That(await SourceOf(_made.Home, new BackupSourceOptions { Stanza = "copied" }).ListAsync(default), Has.Count.EqualTo(2));
        Assert.That(SourceOf(_made.Copied).IsRepository, Is.True);
        Assert.That(SourceOf(Path.Combine(_made.Copied, "wals")).IsRepository, Is.False);
    }

    [Test]
    public async Task A_backup_that_was_broken_off_is_not_listed()
    {
        var copy = await _made.CopyAsync(_made.Copied);
        var info = Path.Combine(copy, "base", _made.Ids[0], "backup.info");
        await File.WriteAllTextAsync(info, (await File.ReadAllTextAsync(info)).Replace("status=DONE", "status=FAILED", StringComparison.Ordinal));

        var listed = await SourceOf(copy).ListAsync(default);

        Assert.That(listed.Select(backup => backup.Id.Value), Is.EqualTo(new[] { _made.Ids[1] }));
    }

    [Test]
    public async Task A_description_that_says_nothing_is_refused_by_its_name()
    {
        var copy = await _made.CopyAsync(_made.Copied);
        var info = Path.Combine(copy, "base", _made.Ids[0], "backup.info");
        await File.WriteAllTextAsync(info, (await File.ReadAllTextAsync(info)).Replace("begin_xlog=", "begin_xlog=x", StringComparison.Ordinal));

        Expect<BackupUnreadableException>(() => SourceOf(copy).ListAsync(default), "DR1343", info);
    }

    protected override Task<IBackupSource> OpenAsync() => Task.FromResult(SourceOf(_made.Copied));

    protected override Task<string> FingerprintAsync() => FolderFingerprint.OfAsync(_made.Home);

    protected override async Task ExpectBroughtAsync(BackupDescriptor backup, DirectoryInfo brought)
    {
        Assert.That(await File.ReadAllTextAsync(Path.Combine(brought.FullName, "data", "backup_label")), Does.Contain("START WAL LOCATION"));
        Assert.That(File.Exists(Path.Combine(brought.FullName, "data", "global", "pg_control")), Is.True);
        Assert.That(Directory.GetDirectories(Path.Combine(brought.FullName, "data", "pg_tblspc"), "PG_*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    protected override (IBackupSource Source, string Code) OpenMissing() =>
        (new BarmanSource(Path.Combine(_made.WorkFolder.FullName, "nothing-here"), BackupSourceOptions.None), "DR1141");

    protected override (IBackupSource Source, string Code) OpenEmpty() =>
        (new BarmanSource(_made.WorkFolder.CreateSubdirectory("empty").FullName, BackupSourceOptions.None), "DR1142");

    protected override async Task<(IBackupSource Source, Func<BackupDescriptor, Task> Remove, string Code)> OpenPassingAsync() =>
        (SourceOf(await _made.CopyAsync(_made.Copied)), backup =>
        {
            Directory.Delete(backup.Location, recursive: true);
            return Task.CompletedTask;
        }, "DR1144");

    private static IBackupSource SourceOf(string place, BackupSourceOptions? options = null) =>
        BackupSources.Open(place, options ?? BackupSourceOptions.None);
}
