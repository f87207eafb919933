using NUnit.Framework;
using OciSimulator.Hosting;
using OciSimulator.State;

namespace DrDrills.Tests.OciSimulator;

public sealed class ResourceStoreTests
{
    private static readonly Note _note = new("ocid1.note/with:signs", "compartment", "text", TimeProvider.System.GetUtcNow(), "ACTIVE", "work");

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("drdrills-store-");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void A_resource_is_there_again_when_the_store_is_opened_again_the_same_to_the_tick()
    {
        var stored = new ResourceStore<Note>(_folder).Add(_note);

        Assert.That(new ResourceStore<Note>(_folder).Find(_note.Id), Is.EqualTo(stored));
        Assert.That(stored.Value, Is.EqualTo(_note));
    }

    [Test]
    public void A_resource_that_was_removed_is_gone_also_when_the_store_is_opened_again()
    {
        var store = new ResourceStore<Note>(_folder);
        store.Add(_note);

        store.Remove(_note.Id);

        Assert.That(store.Find(_note.Id), Is.Null);
        Assert.That(new ResourceStore<Note>(_folder).All, Is.Empty);
    }

    [Test]
    public void A_change_gives_another_etag_and_one_that_throws_changes_nothing()
    {
        var store = new ResourceStore<Note>(_folder);
        var first = store.Add(_note);

        var second = store.Update(_note.Id, note => note with { Text = "other" }, first.ETag);
        Assert.That(() => store.Update(_note.Id, _ => throw new OciError(409, "IncorrectState", "no")), Throws.InstanceOf<OciError>());
        Assert.That(() => store.Update(_note.Id, note => note, first.ETag), Throws.InstanceOf<OciError>().With.Property("Status").EqualTo(412));

        Assert.That(second.ETag, Is.Not.EqualTo(first.ETag));
        Assert.That(store.Find(_note.Id), Is.EqualTo(second));
    }

    [Test]
    public void Changes_at_the_same_time_are_all_made()
    {
        var store = new ResourceStore<Note>(_folder);
        store.Add(_note with { Text = "" });

        Parallel.For(0, 100, _ => store.Update(_note.Id, note => note with { Text = note.Text + "x" }));

        Assert.That(store.Find(_note.Id)!.Value.Text, Has.Length.EqualTo(100));
    }

    [Test]
    public void An_id_is_taken_once()
    {
        var store = new ResourceStore<Note>(_folder);
        store.Add(_note);

        Assert.That(() => store.Add(_note), Throws.ArgumentException);
    }
}
