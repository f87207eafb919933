using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.Barman;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Barman;

/// <summary>
/// Over the folders of <see cref="BarmanHome"/>, in the layout of Barman before 3.13.2 and since, whichever of them is installed: the other is a
/// copy with its descriptions and the list of its log where that version puts them.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class BarmanSourceTests(bool inMeta) : BackupSourceConformance
{
    private BarmanHome _made = null!;
    private string _server = "";

    protected override IReadOnlyList<string> Ids => _made.Ids;

    [OneTimeSetUp]
    public async Task Make_the_backups()
    {
        _made = await BarmanHome.SharedAsync();
        _server = await CopyAsync();
    }

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
        var copy = await CopyAsync();
        await BarmanHome.DescribeAsync(copy, _made.Ids[0], "status", "FAILED");

        var listed = await SourceOf(copy).ListAsync(default);

        Assert.That(listed.Select(backup => backup.Id.Value), Is.EqualTo(new[] { _made.Ids[1] }));
    }

    [Test]
    public async Task A_description_that_says_nothing_is_refused_by_its_name()
    {
        var copy = await CopyAsync();
        await BarmanHome.DescribeAsync(copy, _made.Ids[0], "begin_xlog", "x");

        Expect<BackupUnreadableException>(
            () => SourceOf(copy).ListAsync(default), "DR1343", BarmanHome.DescriptionOf(copy, _made.Ids[0]));
    }

    [Test]
    public async Task A_snapshot_of_disks_is_refused_before_anything_is_brought_and_is_no_bad_backup()
    {
        var copy = await CopyAsync();
        await BarmanHome.DescribeAsync(copy, _made.Ids[0], "mode", "snapshot");
        var source = (ILoggedBackupSource)SourceOf(copy);
        var newest = (await source.ListAsync(default))[0];
        var destination = _made.WorkFolder.CreateSubdirectory($"nothing-{Guid.NewGuid():N}");

        var unbrought = Assert.ThrowsAsync<EngineUnavailableException>(() => source.FetchAsync(newest, destination, null, default))!;
        var unasked = Assert.Throws<EngineUnavailableException>(() => source.FactsOf(newest))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(newest.Id.Value, Is.EqualTo(_made.Ids[0]));
            Assert.That((unbrought.Code, unasked.Code), Is.EqualTo(("DR3148", "DR3148")));
            Assert.That(unbrought.Statement, Does.Contain(_made.Ids[0]));
            Assert.That(unbrought.Hint, Does.Contain("drill the data directory"));
            Assert.That(destination.GetFileSystemInfos(), Is.Empty);
        }
    }

    [Test]
    public async Task Of_a_backup_described_twice_the_description_in_meta_counts()
    {
        var copy = await CopyAsync();
        var described = BarmanHome.DescriptionOf(copy, _made.Ids[0]);
        var beside = Path.Combine(copy, "base", _made.Ids[0], "backup.info");
        var meta = Path.Combine(copy, "meta", $"{_made.Ids[0]}-backup.info");
        await File.WriteAllTextAsync(inMeta ? beside : meta, await File.ReadAllTextAsync(described));
        await File.WriteAllTextAsync(beside, (await File.ReadAllTextAsync(beside)).Replace("begin_xlog=", "begin_xlog=x", StringComparison.Ordinal));

        Assert.That((await SourceOf(copy).ListAsync(default)).Select(backup => backup.Id.Value), Is.EqualTo(_made.Ids));

        await BarmanHome.DescribeAsync(copy, _made.Ids[0], "status", "FAILED");
        Assert.That((await SourceOf(copy).ListAsync(default)).Select(backup => backup.Id.Value), Is.EqualTo(new[] { _made.Ids[1] }));
    }

    [Test]
    public async Task A_backup_that_is_described_and_not_there_is_missed_by_its_name()
    {
        var copy = await CopyAsync();
        Directory.Delete(Path.Combine(copy, "base", _made.Ids[0], "data"), recursive: true);
        var source = SourceOf(copy);
        var listed = await source.ListAsync(default);

        Assert.That(listed[0].Id.Value, Is.EqualTo(_made.Ids[0]), "a lost backup does not pass for an older one");
        Expect<BackupNotFoundException>(() => source.FetchAsync(listed[0], _made.WorkFolder, null, default), "DR1144", _made.Ids[0]);
    }

    protected override Task<IBackupSource> OpenAsync() => Task.FromResult(SourceOf(_server));

    protected override Task<string> FingerprintAsync() => FolderFingerprint.OfAsync(_server);

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
        (SourceOf(await CopyAsync()), backup =>
        {
            Directory.Delete(backup.Location, recursive: true);
            return Task.CompletedTask;
        }, "DR1144");

    private Task<string> CopyAsync() => _made.CopyAsync(_made.Copied, inMeta);

    private static IBackupSource SourceOf(string place, BackupSourceOptions? options = null) =>
        OpenedSource.At(place, options ?? BackupSourceOptions.None);
}
