using DrDrills.Backups;
using DrDrills.Testing;
using NUnit.Framework;

namespace DrDrills.Tests.Backups;

public sealed class BackupSampleTests
{
    private static readonly BackupDescriptor[] _five = [.. "abcde".Select(letter => Samples.Backup() with { Id = new BackupId(letter.ToString()) })];

    [Test]
    public void The_same_seed_draws_the_same_of_the_same_list_in_any_order()
    {
        var drawn = BackupSample.Draw(_five, 4711);

        Assert.That(drawn.Selection, Is.EqualTo("drawn at random with seed 4711, of 5"));
        Assert.That(BackupSample.Draw([.. _five.Reverse()], 4711).Id, Is.EqualTo(drawn.Id));
    }

    /// <summary>By the documented rule, with other tools: printf '4711\na\nb\nc\nd\ne' | sha256sum; the first 16 digits modulo 5.</summary>
    [Test]
    public void What_is_drawn_can_be_computed_by_hand() => Assert.That(BackupSample.Draw(_five, 4711).Id.Value, Is.EqualTo("d"));

    [Test]
    public void Every_backup_has_its_turn()
    {
        var counts = Enumerable.Range(0, 1000).CountBy(seed => BackupSample.Draw(_five, seed).Id.Value).ToDictionary();

        Assert.That(counts.Keys, Is.EquivalentTo(new[] { "a", "b", "c", "d", "e" }));
        Assert.That(counts.Values, Is.All.InRange(140, 260));
    }

    [Test]
    public void One_of_none_cannot_be_drawn() => Assert.That(() => BackupSample.Draw([], 1), Throws.ArgumentException);
}
