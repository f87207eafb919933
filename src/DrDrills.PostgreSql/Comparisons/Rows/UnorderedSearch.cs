using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>
/// Finds the rows that differ where keys have no order that can be followed, or where there is no key: the table is read again, and the
/// hashes of rows in buckets that differ are kept and matched.
/// </summary>
/// <remarks>
/// Memory is bounded: of more than <see cref="MostKept"/> rows only a part, chosen by the hash of the key, is kept at a time, and the table
/// read once for each part. After <see cref="MostParts"/> parts the counts are lower bounds.
/// </remarks>
internal sealed class UnorderedSearch(TablePair pair, Buckets buckets, RowReading inA, RowReading inB, DifferenceLog log)
{
    /// <summary>Rows of both sides that are kept at once: 24 bytes each.</summary>
    public const long MostKept = 4_000_000;

    /// <summary>How often a table is read again at most.</summary>
    public const int MostParts = 8;

    private const int MostNames = 16 * 1024 * 1024;

    private readonly bool[] _differs = [.. inA.Sums.Zip(inB.Sums, (a, b) => a != b)];

    /// <summary>Looks through every bucket that differs.</summary>
    /// <param name="a">A session of A.</param>
    /// <param name="b">A session of B.</param>
    /// <param name="asStored">Whether text is compared as it is stored.</param>
    /// <param name="mostKept">As <see cref="MostKept"/>.</param>
    /// <param name="progress">Told of the rows that were read.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Whether all was looked at.</returns>
    public async Task<bool> RunAsync(
        PinnedSession a, PinnedSession b, bool asStored, long mostKept, Action<long> progress, CancellationToken cancellationToken)
    {
        var parts = ((Suspects(inA) + Suspects(inB)) / mostKept) + 1;
        for (var part = 0; part < Math.Min(parts, MostParts); part++)
        {
            var share = (Part: (ulong)part, Of: (ulong)parts);
            var entries = await Task.WhenAll(
                ReadAsync(a, pair.A.Digested, inA, share, asStored, cancellationToken),
                ReadAsync(b, pair.B.Digested, inB, share, asStored, cancellationToken)).ConfigureAwait(false);
            Match(entries[0], entries[1]);
            progress(inA.Rows + inB.Rows);
        }

        return parts <= MostParts;
    }

    /// <summary>Rows in buckets that differ.</summary>
    private long Suspects(RowReading side) => side.Sums.Where((_, bucket) => _differs[bucket]).Sum(sum => sum.Rows);

    private async Task<RowEntries> ReadAsync(
        PinnedSession session,
        DigestTable table,
        RowReading side,
        (ulong Part, ulong Of) share,
        bool asStored,
        CancellationToken cancellationToken)
    {
        var names = RowQuery.Names(pair).Count;
        var expected = Suspects(side) / (long)share.Of;
        var entries = new RowEntries((int)Math.Min(expected, MostKept), log.Wants ? MostNames : 0);
        foreach (var blocks in side.Blocks?.Select(blocks => (BlockRange?)blocks) ?? [null])
        {
            await session.CopyAsync(RowQuery.NamedRows(pair, table, blocks), asStored, Keep, cancellationToken).ConfigureAwait(false);
        }

        entries.Fold();
        return entries;

        long Keep(Stream copy)
        {
            var reader = new CopyRowReader(copy, names + pair.Key.Count, unhashedFields: names);
            var near = 0;
            var read = 0L;
            for (; reader.Read(); read++)
            {
                var named = KeyFields.First(reader.Key, names);
                var key = reader.Key[named.Length..];
                near = buckets.Of(key, reader.Hash, near);
                var hash = _differs[near] ? KeyHash.Of(key, reader.Hash) : 0;
                if (_differs[near] && hash % share.Of == share.Part)
                {
                    entries.Add(hash, reader.Hash, named);
                }
            }

            return read;
        }
    }

    private void Match(RowEntries inA, RowEntries inB)
    {
        var a = inA.Rows;
        var b = inB.Rows;
        var onlyA = new List<RowEntry>();
        var onlyB = new List<RowEntry>();
        while (!a.IsEmpty || !b.IsEmpty)
        {
            var key = b.IsEmpty ? a[0].Key : a.IsEmpty ? b[0].Key : Math.Min(a[0].Key, b[0].Key);
            var sameA = Same(a, key);
            var sameB = Same(b, key);
            a = a[sameA.Length..];
            b = b[sameB.Length..];
            onlyA.Clear();
            onlyB.Clear();
            Subtract(sameA, sameB, onlyA, onlyB);
            Tell(inA, inB, onlyA, onlyB);
        }
    }

    private static ReadOnlySpan<RowEntry> Same(ReadOnlySpan<RowEntry> rows, ulong key)
    {
        var count = 0;
        while (count < rows.Length && rows[count].Key == key)
        {
            count++;
        }

        return rows[..count];
    }

    /// <summary>Takes rows that are alike away from both, each as often as both have it.</summary>
    private static void Subtract(
        ReadOnlySpan<RowEntry> a, ReadOnlySpan<RowEntry> b, List<RowEntry> onlyA, List<RowEntry> onlyB)
    {
        while (!a.IsEmpty && !b.IsEmpty)
        {
            var order = a[0].Row.CompareTo(b[0].Row);
            var times = (order <= 0 ? a[0].Times : 0) - (order >= 0 ? b[0].Times : 0);
            if (times > 0)
            {
                onlyA.Add(a[0] with { Times = times });
            }
            else if (times < 0)
            {
                onlyB.Add(b[0] with { Times = -times });
            }

            a = order <= 0 ? a[1..] : a;
            b = order >= 0 ? b[1..] : b;
        }

        onlyA.AddRange(a);
        onlyB.AddRange(b);
    }

    private void Tell(RowEntries inA, RowEntries inB, List<RowEntry> onlyA, List<RowEntry> onlyB)
    {
        var changed = pair.Key.Count == 0 ? 0 : Math.Min(onlyA.Count, onlyB.Count);
        for (var i = 0; i < onlyA.Count; i++)
        {
            log.Add(i < changed ? DifferenceKind.Changed : DifferenceKind.Missing, inA.NamesOf(onlyA[i]), onlyA[i].Times);
        }

        foreach (var entry in onlyB.Skip(changed))
        {
            log.Add(DifferenceKind.Extra, inB.NamesOf(entry), entry.Times);
        }
    }
}
