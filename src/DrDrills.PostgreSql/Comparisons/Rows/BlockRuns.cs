using System.Data.Common;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>The sums of one table's rows by runs of its blocks, on both sides, while both are read.</summary>
/// <remarks>
/// Two databases may be laid out alike: a copy, or what was restored from a dump of a table that was only added to. Then rows in runs with
/// the same sum need no second look. Where the first runs tell that the layouts differ, the attempt is given up.
/// </remarks>
internal sealed class BlockRuns
{
    /// <summary>256 KiB in blocks of 8 KiB.</summary>
    public const long Length = 32;

    /// <summary>A table has no more runs than these: longer ones, where it is large.</summary>
    private const long Most = 8 * 1024;

    /// <summary>Runs that tell whether the layouts differ.</summary>
    private const int Telling = 64;

    /// <summary>Layouts with sizes further apart than this part are not alike.</summary>
    private const long SizePart = 16;

    private readonly Lock _gate = new();
    private readonly long _length;
    private readonly Bucket?[] _inA;
    private readonly Bucket?[] _inB;
    private int _alike;
    private int _different;
    private volatile bool _isGivenUp;

    /// <param name="pair">The table; worth it.</param>
    /// <param name="length">Blocks of a run, at least.</param>
    public BlockRuns(TablePair pair, long length)
    {
        Pair = pair;
        Blocks = Math.Max(1, Math.Max(pair.A.Digested.Blocks!.Value, pair.B.Digested.Blocks!.Value));
        _length = Math.Max(length, ((Blocks - 1) / Most) + 1);
        _inA = new Bucket?[((Blocks - 1) / _length) + 1];
        _inB = new Bucket?[_inA.Length];
    }

    public TablePair Pair { get; }

    /// <summary>How large the table is, of both sides the larger.</summary>
    public long Blocks { get; }

    /// <summary>How many runs there are.</summary>
    public int Count => _inA.Length;

    /// <summary>Whether the table is better read as if there were no runs.</summary>
    public bool IsGivenUp => _isGivenUp;

    /// <summary>What kept A's table from being read, else null.</summary>
    public DbException? FailureInA { get; private set; }

    /// <summary>What kept B's table from being read, else null.</summary>
    public DbException? FailureInB { get; private set; }

    /// <summary>Blocks that are left to read, of neighbouring runs one; null for the whole table.</summary>
    public IReadOnlyList<BlockRange>? Left => _isGivenUp ? null : [.. Merged()];

    /// <summary>Rows in all other runs, of which both sides have the same.</summary>
    public long RowsAlike => _isGivenUp ? 0 : _inA.Where((_, run) => IsAlike(run)).Sum(sum => sum!.Value.Rows);

    /// <summary>Whether a table's runs may tell something: both servers hash its rows alike, and both sizes are nearly the same.</summary>
    public static bool AreWorthIt(TablePair pair, ComparedDatabase a, ComparedDatabase b) =>
        pair.Columns.Count == 0
        && a.Described.Encoding == b.Described.Encoding
        && pair.A.Digested is { Condition.Length: 0, Blocks: > 0 and var inA, Columns.Count: > 0 }
        && pair.B.Digested is { Condition.Length: 0, Blocks: { } inB }
        && Math.Abs(inA - inB) <= 1 + (Math.Max(inA, inB) / SizePart);

    /// <summary>The blocks of a run; the last one is open, since a table may have grown since its size was read.</summary>
    public BlockRange Run(int run) => new(run * _length, run == Count - 1 ? null : (run + 1) * _length);

    /// <summary>Takes what one side has in some runs, one after another.</summary>
    public void Add(bool isA, int first, IReadOnlyList<Bucket> sums)
    {
        lock (_gate)
        {
            for (var i = 0; i < sums.Count; i++)
            {
                (isA ? _inA : _inB)[first + i] = sums[i];
                if (_inA[first + i] is { } a && _inB[first + i] is { } b)
                {
                    _ = a == b ? _alike++ : _different++;
                }
            }

            _isGivenUp |= _different > _alike && (_different >= Telling || _alike + _different == Count);
        }
    }

    /// <summary>Takes what keeps one side from being read.</summary>
    public void Fail(bool isA, DbException why)
    {
        lock (_gate)
        {
            (FailureInA, FailureInB) = isA ? (FailureInA ?? why, FailureInB) : (FailureInA, FailureInB ?? why);
            _isGivenUp = true;
        }
    }

    /// <summary>Whether both sides were read there and have the same.</summary>
    private bool IsAlike(int run) => _inA[run] is { } a && a == _inB[run];

    private IEnumerable<BlockRange> Merged()
    {
        for (var run = 0; run < Count; run++)
        {
            var first = run;
            while (run < Count && !IsAlike(run))
            {
                run++;
            }

            if (run > first)
            {
                yield return new BlockRange(Run(first).From, Run(run - 1).To);
            }
        }
    }
}
