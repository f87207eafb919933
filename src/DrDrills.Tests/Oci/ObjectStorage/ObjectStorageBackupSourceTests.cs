using BharatMart.Estate;
using DrDrills.Backups;
using DrDrills.Errors;
using NUnit.Framework;
using OciSimulator.Faults;
using OciSimulator.ObjectStorage;

namespace DrDrills.Tests.Oci.ObjectStorage;

/// <summary>Archives in a bucket of the local region; every test has a tenancy of its own.</summary>
public sealed class ObjectStorageBackupSourceTests
{
    private ArchiveFixture _archive = null!;

    [SetUp]
    public async Task Open() => _archive = await ArchiveFixture.OpenAsync();

    [TearDown]
    public async Task Close() => await _archive.DisposeAsync();

    [Test]
    public async Task What_lies_in_the_bucket_is_listed_with_its_manifest_and_how_it_is_kept()
    {
        var backup = (await _archive.Source().ListAsync(default)).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(backup.Format, Is.EqualTo(BackupFormat.PgDumpCustom));
            Assert.That(backup.Size.Bytes, Is.EqualTo(_archive.Dump.Length));
            Assert.That(backup.Location, Is.EqualTo($"oci://ap-mumbai-1/{ArchiveBucket.Replicated}/{_archive.Prefix}"));
            Assert.That(backup.Manifest!.Files, Has.Count.EqualTo(1));
            Assert.That(backup.Place!.Immutability, Does.Contain("'monthly', 400 Days"));
        }
    }

    [Test]
    public async Task An_archived_backup_flows_once_it_is_brought_back_and_is_verified_on_the_way()
    {
        var source = _archive.Source();
        var backup = (await source.ListAsync(default)).Single();

        var note = await source.PrepareAsync(backup, null, default);
        var (bytes, outcome) = await ArchiveFixture.FlowAsync(source);

        Assert.That(note, Does.Contain("3 of them brought back from the archive tier"));
        Assert.That(bytes, Is.EqualTo(_archive.Dump));
        Assert.That(outcome.File, Is.EqualTo(backup.Manifest!.Files[0]));
        Assert.That(outcome.Findings, Is.Empty);
        Assert.That(outcome.Deviations, Is.Empty);
    }

    [Test]
    public async Task A_fetched_backup_lies_whole_in_its_folder()
    {
        var source = _archive.Source();
        var backup = (await source.ListAsync(default)).Single();
        var folder = _archive.Estate.Folder.CreateSubdirectory("fetched");

        var brought = await source.FetchAsync(backup, folder, null, default);

        Assert.That(brought.Bytes, Is.EqualTo(_archive.Dump.Length));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "data.dump")), Is.EqualTo(_archive.Dump));
    }

    [TestCase(FaultKind.ResetResponse)]
    [TestCase(FaultKind.ResetRequest)]
    [TestCase(FaultKind.UnavailableHtml)]
    [TestCase(FaultKind.TooManyRequests)]
    public async Task What_broke_is_asked_for_again_from_where_it_broke_and_said(FaultKind kind)
    {
        var source = _archive.Source();
        await source.PrepareAsync((await source.ListAsync(default)).Single(), null, default);
        // The first call reads the manifest again.
        _archive.Estate.Tenancy.Faults.Add(new Fault("GetObject", kind) { Call = 4 });

        var (bytes, outcome) = await ArchiveFixture.FlowAsync(source);

        Assert.That(bytes, Is.EqualTo(_archive.Dump));
        Assert.That(outcome.Findings, Is.Empty);
        Assert.That(outcome.Deviations.Single(), Does.Contain("was asked for again from byte"));
    }

    [Test]
    public void A_range_that_never_comes_ends_with_a_clear_error()
    {
        var source = _archive.Source(options => options with { AttemptsOfARange = 2 });
        _archive.Estate.Tenancy.Faults.Add(new Fault("GetObject", FaultKind.ResetRequest) { Times = 100 });

        var error = Assert.CatchAsync<CloudCallFailedException>(() => ArchiveFixture.FlowAsync(source))!;

        Assert.That(error.Statement, Does.Contain("GetObject on bytes 0 to").And.Contain("manifest.json"));
    }

    [Test]
    public async Task A_byte_that_rotted_is_found_in_its_object()
    {
        _archive.Mumbai.Rot(ArchiveBucket.Replicated, _archive.Part(2), 7);

        var (_, outcome) = await ArchiveFixture.FlowAsync(_archive.Source());

        Assert.That(outcome.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "DRF511", "DRF513" }));
        Assert.That(outcome.Findings[0].Subject, Is.EqualTo($"object {_archive.Part(2)}"));
    }

    [Test]
    public async Task A_fetch_of_rotten_bytes_is_refused()
    {
        _archive.Mumbai.Rot(ArchiveBucket.Replicated, _archive.Part(1), 7);
        var source = _archive.Source();
        var backup = (await source.ListAsync(default)).Single();

        var error = Assert.CatchAsync<BackupRefusedException>(
            () => source.FetchAsync(backup, _archive.Estate.Folder.CreateSubdirectory("fetched"), null, default))!;

        Assert.That(error.Code, Is.EqualTo("DR4108"));
    }

    [Test]
    public async Task An_object_that_is_replaced_while_it_is_read_is_unreadable()
    {
        var source = _archive.Source();
        var backup = (await source.ListAsync(default)).Single();
        await source.PrepareAsync(backup, null, default);
        _archive.Mumbai.Lose(ArchiveBucket.Replicated, _archive.Part(3));
        using var other = new MemoryStream(_archive.Dump, 0, 1000);
        await _archive.Mumbai.PutAsync(ArchiveBucket.Replicated, _archive.Part(3), other, new(), default);

        await using var stream = await source.OpenAsync(backup, default);
        var error = Assert.CatchAsync<BackupUnreadableException>(() => stream.EndAsync(default))!;

        Assert.That(error.Code, Is.EqualTo("DR4103"));
        Assert.That(error.Subject, Is.EqualTo(_archive.Part(3)));
    }

    [Test]
    public async Task A_missing_part_is_named_and_nothing_flows()
    {
        _archive.Mumbai.Lose(ArchiveBucket.Replicated, _archive.Part(2));
        var source = _archive.Source();
        var backup = (await source.ListAsync(default)).Single();

        var error = Assert.CatchAsync<BackupUnreadableException>(() => source.OpenAsync(backup, default))!;

        Assert.That(error.Code, Is.EqualTo("DR4107"));
        Assert.That(error.Subject, Is.EqualTo(_archive.Part(2)));
    }

    [Test]
    public async Task The_wait_for_the_archive_tier_is_bounded_and_names_the_object()
    {
        _archive.Mumbai.ArchiveRestoreTakes = TimeSpan.FromHours(1);
        var source = _archive.Source(options => options with { ArchiveLimit = TimeSpan.FromMilliseconds(200) });
        var backup = (await source.ListAsync(default)).Single();

        var error = Assert.CatchAsync<TargetNotReadyException>(() => source.PrepareAsync(backup, null, default))!;

        Assert.That(error.Code, Is.EqualTo("DR4011"));
        Assert.That(error.Statement, Does.Contain(_archive.Part(1)).And.Contain("RESTORING"));
    }

    [Test]
    public void A_bucket_that_is_not_there_and_a_prefix_without_a_manifest_are_told_apart()
    {
        var bucket = Assert.CatchAsync<BackupNotFoundException>(() => _archive.Source(options => options with { Bucket = "none" }).ListAsync(default))!;
        var prefix = Assert.CatchAsync<BackupNotFoundException>(() => _archive.Source(options => options with { Prefix = "yearly/" }).ListAsync(default))!;

        Assert.That(bucket.Code, Is.EqualTo("DR4121"));
        Assert.That(prefix.Code, Is.EqualTo("DR4122"));
    }

    [Test]
    public async Task A_region_that_is_lost_while_an_archive_flows_is_left_for_the_copy_in_the_other_one()
    {
        await _archive.Archive.ReplicatedAsync(default);
        var source = _archive.Source(options => options with { CopyRegion = _archive.Estate.Hyderabad.Name, CopyBucket = ArchiveBucket.Copy });
        var backup = (await source.ListAsync(default)).Single();
        await source.PrepareAsync(backup, null, default);
        await using var stream = await source.OpenAsync(backup, default);
        var head = new byte[100];
        await stream.Content.ReadExactlyAsync(head);

        await _archive.Estate.Mumbai.StopAsync();
        var outcome = await stream.EndAsync(default);

        Assert.That(outcome.File, Is.EqualTo(backup.Manifest!.Files[0]));
        Assert.That(outcome.Findings, Is.Empty);
        Assert.That(outcome.Deviations[0], Does.Contain("ap-mumbai-1 gave no answer any more").And.Contain("3 of them brought back"));
    }

    [Test]
    public async Task What_has_no_copy_is_lost_with_its_region_by_name()
    {
        await _archive.Archive.ReplicatedAsync(default);
        _archive.Estate.Hyderabad.Api<ObjectStorageApi>().Lose(ArchiveBucket.Copy, _archive.Part(3));
        var source = _archive.Source(options => options with { CopyRegion = _archive.Estate.Hyderabad.Name, CopyBucket = ArchiveBucket.Copy });
        var backup = (await source.ListAsync(default)).Single();
        await _archive.Estate.Mumbai.StopAsync();

        var error = Assert.CatchAsync<BackupRefusedException>(() => source.PrepareAsync(backup, null, default))!;

        Assert.That(error.Code, Is.EqualTo("DR4110"));
        Assert.That(error.Findings.Single().Subject, Is.EqualTo($"object {_archive.Part(3)}"));
    }
}
