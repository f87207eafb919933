using System.Text;
using NUnit.Framework;
using OciSimulator.Hosting;
using OciSimulator.ObjectStorage;

namespace DrDrills.Tests.OciSimulator;

/// <summary>What the official SDK's contract does not reach: time that passes, and a simulator that starts again.</summary>
public sealed class ObjectStorageTests
{
    private const string Bucket = "archive";

    private ScratchTenancy _scratch = null!;

    private ObjectStorageApi Api => _scratch.Mumbai.Api<ObjectStorageApi>();

    private StoredObject Kept => Api.Store.Object(Api.Store.Bucket(Bucket), "kept");

    [SetUp]
    public async Task Start()
    {
        _scratch = await ScratchTenancy.StartAsync();
        Api.CreateBucket(Bucket, _scratch.Tenancy.Id);
        await PutAsync();
    }

    [TearDown]
    public Task Stop() => _scratch.DisposeAsync().AsTask();

    [Test]
    public async Task A_restored_object_is_archived_again_when_its_hours_are_over()
    {
        await RestoreAsync(hours: 2);
        var back = Kept.ArchivalState;

        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromHours(3), CancellationToken.None);

        Assert.That(back, Is.EqualTo("Restored"));
        Assert.That(Kept.ArchivalState, Is.EqualTo("Archived"));
    }

    [Test]
    public async Task What_was_on_its_way_back_comes_back_after_a_restart()
    {
        Api.ArchiveRestoreTakes = TimeSpan.FromHours(1);
        Begin(hours: 24);

        await _scratch.StartAgainAsync();
        await _scratch.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);

        Assert.That(Kept.ArchivalState, Is.EqualTo("Restored"));
        Assert.That(await File.ReadAllTextAsync(Api.Store.Blobs.PathOf(Kept.Id)), Is.EqualTo("kept"));
    }

    [Test]
    public async Task A_retention_rule_lets_go_once_its_days_are_over()
    {
        Api.Retain(Bucket, "month", 30);
        var refused = Assert.Catch<OciError>(() => Delete())!;

        await _scratch.Tenancy.Clock.AdvanceAsync(TimeSpan.FromDays(31), CancellationToken.None);
        Delete();

        Assert.That(refused.Status, Is.EqualTo(409));
        Assert.That(Api.Store.Find(Api.Store.Bucket(Bucket), "kept"), Is.Null);
    }

    private void Delete() => Api.Store.Delete(Api.Store.Bucket(Bucket), "kept", versionId: null);

    private async Task PutAsync()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("kept"));
        await Api.PutAsync(Bucket, "kept", content, new ObjectTraits { StorageTier = "Archive" }, CancellationToken.None);
    }

    private void Begin(int hours) => Api.BeginRestore(Bucket, "kept", hours);

    private Task RestoreAsync(int hours)
    {
        Begin(hours);
        return _scratch.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);
    }
}
