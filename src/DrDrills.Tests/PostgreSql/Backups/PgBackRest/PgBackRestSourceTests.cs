using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.PgBackRest;

/// <summary>Over the repositories of <see cref="PgBackRestRepository"/>.</summary>
[TestFixture]
public sealed class PgBackRestSourceTests : BackupSourceConformance
{
    private PgBackRestRepository _made = null!;

    protected override IReadOnlyList<string> Ids => _made.Labels;

    [OneTimeSetUp]
    public async Task Make_the_repositories() => _made = await PgBackRestRepository.SharedAsync();

    [Test]
    public void A_repository_is_recognised_by_its_content_and_nothing_else_is()
    {
        Assert.That(OpenedSource.At(_made.Plain, BackupSourceOptions.None).IsRepository, Is.True);
        Assert.That(OpenedSource.At(_made.WorkFolder.FullName, BackupSourceOptions.None).IsRepository, Is.False);
        Assert.That(_made.Labels, Has.Count.EqualTo(3));
        Assert.That(_made.Labels[0], Does.EndWith("I"));
    }

    [Test]
    public void Without_its_pass_phrase_an_encrypted_repository_is_not_judged() =>
        Expect<VerificationImpossibleException>(() => SourceOf(_made.Encrypted).ListAsync(default), "DR4133", _made.Encrypted);

    [Test]
    public void A_wrong_pass_phrase_is_told_from_damage()
    {
        var source = SourceOf(_made.Encrypted, new BackupSourceOptions { Key = new("not it") });

        Expect<VerificationImpossibleException>(() => source.ListAsync(default), "DR4134", _made.Encrypted);
        Assert.That(source.ToString(), Does.Not.Contain("not it"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_damaged_list_of_backups_is_told_from_a_wrong_pass_phrase(bool encrypted)
    {
        var copy = await _made.CopyAsync(encrypted ? _made.Encrypted : _made.Plain);
        foreach (var name in new[] { "backup.info", "backup.info.copy" })
        {
            var path = Path.Combine(copy, "backup", "shop", name);
            var bytes = await File.ReadAllBytesAsync(path);
            bytes.AsSpan(bytes.Length / 2, 40).Clear();
            await File.WriteAllBytesAsync(path, bytes);
        }

        var options = new BackupSourceOptions { Key = encrypted ? PgBackRestRepository.Passphrase : null };
        Expect<BackupUnreadableException>(() => SourceOf(copy, options).ListAsync(default), "DR1341", copy);
    }

    [Test]
    public async Task Among_several_stanzas_one_has_to_be_named()
    {
        var copy = await _made.CopyAsync(_made.Plain);
        Directory.CreateDirectory(Path.Combine(copy, "backup", "other"));
        File.Copy(Path.Combine(copy, "backup", "shop", "backup.info"), Path.Combine(copy, "backup", "other", "backup.info"));

        var asked = Assert.ThrowsAsync<ConfigurationInvalidException>(() => SourceOf(copy).ListAsync(default))!;

        Assert.That(asked.Message, Does.Contain("--stanza: other, shop"));
        Assert.That(await SourceOf(copy, new BackupSourceOptions { Stanza = "shop" }).ListAsync(default), Has.Count.EqualTo(3));
    }

    protected override Task<IBackupSource> OpenAsync() => Task.FromResult(SourceOf(_made.Plain));

    protected override Task<string> FingerprintAsync() => FolderFingerprint.OfAsync(_made.Plain);

    protected override async Task ExpectBroughtAsync(BackupDescriptor backup, DirectoryInfo brought)
    {
        Assert.That(await File.ReadAllTextAsync(Path.Combine(brought.FullName, "data", "backup_label")), Does.Contain("START WAL LOCATION"));
        Assert.That(File.Exists(Path.Combine(brought.FullName, "data", "global", "pg_control")), Is.True);
        Assert.That(brought.GetDirectories(".lock"), Is.Empty);
    }

    protected override (IBackupSource Source, string Code) OpenMissing() => (new DrDrills.PostgreSql.Backups.PgBackRest.PgBackRestSource(
        Path.Combine(_made.WorkFolder.FullName, "nothing-here"), BackupSourceOptions.None), "DR1121");

    protected override (IBackupSource Source, string Code) OpenEmpty() => (new DrDrills.PostgreSql.Backups.PgBackRest.PgBackRestSource(
        _made.WorkFolder.CreateSubdirectory("empty").FullName, BackupSourceOptions.None), "DR1122");

    protected override async Task<(IBackupSource Source, Func<BackupDescriptor, Task> Remove, string Code)> OpenPassingAsync() =>
        (SourceOf(await _made.CopyAsync(_made.Plain)), backup =>
        {
            Directory.Delete(backup.Location, recursive: true);
            return Task.CompletedTask;
        }, "DR1124");

    private static IBackupSource SourceOf(string repository, BackupSourceOptions? options = null) =>
        OpenedSource.At(repository, options ?? BackupSourceOptions.None);
}
