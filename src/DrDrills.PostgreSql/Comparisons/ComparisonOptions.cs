using DrDrills.PostgreSql.Comparisons.Rows;

namespace DrDrills.PostgreSql.Comparisons;

/// <summary>How two databases are compared.</summary>
public sealed record ComparisonOptions
{
    /// <value>
    /// How many connections read rows at once on one machine, at least 1; two sides on the same machine share them. Default: one per processor
    /// of this machine.
    /// </value>
    public int Parallelism { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <value>How many rows, and how many ranges of keys, are named per table; the counts are always of all. Default: 10.</value>
    public int Most { get; init; } = 10;

    /// <value>Whether the values of named rows are read. Default: no.</value>
    public bool ShowValues { get; init; }

    /// <value>How finely keys are divided where their order can be followed: blocks of a table per range.</value>
    internal long BlocksPerRange { get; init; } = KeySample.BlocksPerRange;

    /// <value>How many blocks of a table are summed in one go where both sides may be laid out alike.</value>
    internal long BlocksPerRun { get; init; } = BlockRuns.Length;

    /// <value>How many rows that may differ are kept at once where it cannot.</value>
    internal long MostKept { get; init; } = UnorderedSearch.MostKept;
}
