namespace DrDrills.PostgreSql.Digests;

/// <summary>A part of a table that one session digests in one go.</summary>
/// <param name="Table">The table.</param>
/// <param name="Blocks">The part, or null for all rows.</param>
/// <param name="Weight">How much there is to read, in blocks.</param>
internal sealed record DigestShare(DigestTable Table, BlockRange? Blocks, long Weight)
{
    /// <summary>8 MiB in blocks of 8 KiB: below that, starting a query costs more than sharing the work saves.</summary>
    public const long Smallest = 1024;

    /// <summary>Shares of each session, so that none works for long when the others are done.</summary>
    private const long PerSession = 16;

    /// <summary>256 MiB in blocks of 8 KiB: a few seconds of work, so that progress is seen.</summary>
    private const long Largest = 32 * 1024;

    /// <summary>The shares of some tables, the largest first, so that all sessions end at about the same time.</summary>
    /// <param name="tables">What there is to digest.</param>
    /// <param name="parallelism">Sessions that share the work.</param>
    /// <param name="blocksPerShare">The most that one share has; null chooses.</param>
    public static IReadOnlyList<DigestShare> Of(IReadOnlyCollection<DigestTable> tables, int parallelism, long? blocksPerShare = null)
    {
        var most = blocksPerShare
            ?? Math.Clamp(tables.Sum(table => table.Blocks ?? 0) / (PerSession * Math.Max(1, parallelism)), Smallest, Largest);
        return [.. tables.SelectMany(table => Cut(table, most)).OrderByDescending(share => share.Weight)];
    }

    /// <summary>One run of a table's blocks.</summary>
    public static DigestShare Of(DigestTable table, BlockRange blocks) =>
        new(table, blocks, Math.Max(1, (blocks.To ?? table.Blocks ?? 0) - blocks.From));

    private static IEnumerable<DigestShare> Cut(DigestTable table, long blocksPerShare)
    {
        if (table.Blocks is not { } blocks || blocks <= blocksPerShare || table.Condition.Length > 0)
        {
            yield return new DigestShare(table, null, Math.Max(1, table.Blocks ?? blocksPerShare));
            yield break;
        }

        for (long from = 0; from < blocks; from += blocksPerShare)
        {
            // The last one is open: the table may have grown since its size was read, by rows that the snapshot still sees.
            var isLast = from + blocksPerShare >= blocks;
            yield return new DigestShare(
                table, new BlockRange(from, isLast ? null : from + blocksPerShare), Math.Min(blocksPerShare, blocks - from));
        }
    }
}
