using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Finds the rows that differ within ranges of keys: both sides are read in the key's order, side by side.</summary>
/// <remarks>Only the ranges whose sums differ are read, by the key's index; memory is one row of each side however long a range is.</remarks>
internal sealed class OrderedSearch(TablePair pair, KeyRanges ranges, RowReading inA, RowReading inB, DifferenceLog log)
{
    private readonly KeyComparer _comparer = new(pair.Key);

    /// <summary>Looks through every range that differs.</summary>
    /// <param name="a">A session of A that prefers indexes.</param>
    /// <param name="b">A session of B that prefers indexes.</param>
    /// <param name="asStored">Whether text is compared as it is stored.</param>
    /// <param name="progress">Told of the rows that were read.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Null, or a side where reading by index gave other rows than reading all: an index is damaged.</returns>
    public async Task<string?> RunAsync(
        PinnedSession a, PinnedSession b, bool asStored, Action<long> progress, CancellationToken cancellationToken)
    {
        for (var first = 0; first < ranges.Count; first++)
        {
            if (inA.Sums[first] == inB.Sums[first])
            {
                continue;
            }

            var next = first;
            Bucket expectedA = default, expectedB = default;
            for (; next < ranges.Count && inA.Sums[next] != inB.Sums[next]; next++)
            {
                expectedA += inA.Sums[next];
                expectedB += inB.Sums[next];
            }

            // Each copy has a thread of its own to block: the second one's does the work, and the first one's waits for it.
            var (from, to) = (ranges.From(first), ranges.To(next - 1));
            var (readA, readB) = await a.CopyAsync(
                RowQuery.OrderedRows(pair, pair.A.Digested, from, to),
                asStored,
                copyA => b.CopyAsync(
                    RowQuery.OrderedRows(pair, pair.B.Digested, from, to), asStored, copyB => Merge(copyA, copyB), cancellationToken)
                    .GetAwaiter().GetResult(),
                cancellationToken).ConfigureAwait(false);
            log.EndRange();
            progress(expectedA.Rows + expectedB.Rows);
            if (Unsound(readA, readB, expectedA, expectedB) is { } unsound)
            {
                return unsound;
            }

            first = next;
        }

        return null;
    }

    private string? Unsound(Bucket? readA, Bucket? readB, Bucket expectedA, Bucket expectedB)
    {
        if (inA.Blocks is null)
        {
            return !Fits(readA, expectedA) ? "A" : !Fits(readB, expectedB) ? "B" : null;
        }

        // Rows of blocks that were not read before lie in the range too; of those both sides have the same.
        return readA is { } a && readB is { } b && Fits(a + expectedB, b + expectedA) ? null : "A or B";
    }

    /// <summary>Whether the index led to all rows; a server's own sums are of other hashes.</summary>
    private bool Fits(Bucket? read, Bucket expected) => ranges.Sql is null ? read == expected : read?.Rows == expected.Rows;

    /// <returns>What was read of either side; null where it did not come in order.</returns>
    private (Bucket? A, Bucket? B) Merge(Stream copyA, Stream copyB)
    {
        var a = new OrderedRows(copyA, pair.Key.Count, _comparer);
        var b = new OrderedRows(copyB, pair.Key.Count, _comparer);
        a.Next();
        b.Next();
        while (a.HasRow || b.HasRow)
        {
            var order = !b.HasRow ? -1 : !a.HasRow ? 1 : _comparer.Compare(a.Key, b.Key);
            if (order == 0)
            {
                if (a.Row != b.Row)
                {
                    log.AddInOrder(DifferenceKind.Changed, a.Names);
                }

                a.Next();
                b.Next();
            }
            else if (order < 0)
            {
                log.AddInOrder(DifferenceKind.Missing, a.Names);
                a.Next();
            }
            else
            {
                log.AddInOrder(DifferenceKind.Extra, b.Names);
                b.Next();
            }
        }

        return (a.InOrder ? a.Sum : null, b.InOrder ? b.Sum : null);
    }
}
