using DrDrills.PostgreSql.Comparisons.Rows;
using DrDrills.PostgreSql.Digests;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Comparisons;

public sealed class BlockRunsTests
{
    [Test]
    public void What_differs_is_left_as_runs_of_neighbours_and_the_last_one_is_open()
    {
        var runs = Runs(inA: 10, inB: 9, length: 2);

        runs.Add(true, 0, Sums(1, 2, 3, 4, 5));
        runs.Add(false, 0, Sums(1, 7, 3, 4, 6));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(runs.IsGivenUp, Is.False);
            Assert.That(runs.Left, Is.EqualTo(new[] { new BlockRange(2, 4), new BlockRange(8, null) }));
            Assert.That(runs.RowsAlike, Is.EqualTo(1 + 3 + 4));
        }
    }

    [Test]
    public void Neighbours_that_differ_are_one_run_and_where_all_is_alike_nothing_is_left()
    {
        var (some, none) = (Runs(8, 8, 2), Runs(8, 8, 2));

        some.Add(true, 0, Sums(1, 2, 3, 4));
        some.Add(false, 0, Sums(1, 9, 9, 4));
        none.Add(true, 0, Sums(1, 2, 3, 4));
        none.Add(false, 0, Sums(1, 2, 3, 4));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(some.Left, Is.EqualTo(new[] { new BlockRange(2, 6) }));
            Assert.That(none.Left, Is.Empty);
            Assert.That(none.RowsAlike, Is.EqualTo(10));
        }
    }

    [Test]
    public void What_was_not_read_on_both_sides_is_left()
    {
        var runs = Runs(8, 8, 2);

        var unread = (runs.Left, runs.RowsAlike);
        runs.Add(true, 0, Sums(1, 2, 3, 4));

        Assert.That(unread.Left, Is.EqualTo(new[] { new BlockRange(0, null) }));
        Assert.That(unread.RowsAlike, Is.Zero);
        Assert.That(runs.Left, Is.EqualTo(new[] { new BlockRange(0, null) }));
    }

    [Test]
    public void Layouts_that_differ_in_most_runs_are_given_up_before_all_is_read()
    {
        var runs = Runs(1000, 1000, 1);

        runs.Add(true, 0, Sums([.. Enumerable.Range(0, 64)]));
        var before = runs.IsGivenUp;
        runs.Add(false, 0, Sums([.. Enumerable.Range(100, 64)]));

        Assert.That((before, runs.IsGivenUp, runs.Left, runs.RowsAlike), Is.EqualTo((false, true, (IReadOnlyList<BlockRange>?)null, 0)));
    }

    [Test]
    public void A_large_table_has_longer_runs_rather_than_more()
    {
        var runs = Runs(1_000_000, 990_000, 32);

        Assert.That((runs.Count, runs.Run(0)), Is.EqualTo((8131, new BlockRange(0, 123))));
    }

    private static BlockRuns Runs(long inA, long inB, long length) => new(TablePair.Of(Table(inA), Table(inB)), length);

    private static ComparedTable Table(long blocks) => new(new DigestTable("s", "t", "s.t", DigestTableKind.Ordinary, [], blocks, ""), [], []);

    private static Bucket[] Sums(params int[] sums) => [.. sums.Select(sum => new Bucket(sum, (UInt128)(7 * sum)))];
}
