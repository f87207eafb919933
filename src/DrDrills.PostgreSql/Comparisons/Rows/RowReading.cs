using System.Data.Common;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Reads one table of one side into the sums of its buckets; shares of the table may be read at once.</summary>
/// <param name="table">The table.</param>
/// <param name="buckets">How many sums there are.</param>
/// <param name="read">Reads one share.</param>
internal sealed class RowReading(DigestTable table, int buckets, RowReading.ReadShare read)
{
    /// <summary>Reads a run of blocks, or all, into sums.</summary>
    public delegate Task<Bucket[]> ReadShare(PinnedSession session, BlockRange? blocks, bool asStored, CancellationToken cancellationToken);

    private readonly Lock _gate = new();
    private Bucket[]? _sums;

    public DigestTable Table { get; } = table;

    /// <summary>The sums; good once all shares are read.</summary>
    public IReadOnlyList<Bucket> Sums => _sums ?? new Bucket[buckets];

    /// <summary>The blocks that are read, or null for all.</summary>
    public IReadOnlyList<BlockRange>? Blocks { get; init; }

    /// <summary>Rows in the blocks that are not read, since the other side has the same there. Default: 0.</summary>
    public long RowsAlike { get; init; }

    /// <summary>Rows in all.</summary>
    public long Rows => RowsAlike + Sums.Sum(bucket => bucket.Rows);

    /// <summary>The server's words where the table's storage is damaged, else null.</summary>
    public string? Damaged { get; private set; }

    /// <summary>The server's words where the table could not be looked at, else null.</summary>
    public string? Impossible { get; private set; }

    /// <summary>Whether all rows were read.</summary>
    public bool IsComplete => Damaged is null && Impossible is null;

    /// <summary>Reads one share, unless the table has been given up already.</summary>
    public async Task ReadAsync(PinnedSession session, BlockRange? blocks, bool asStored, CancellationToken cancellationToken)
    {
        if (!IsComplete)
        {
            return;
        }

        try
        {
            Add(await read(session, blocks, asStored, cancellationToken).ConfigureAwait(false));
        }
        catch (DbException e) when (DamagedStorage.Is(e) || RefusedTable.Is(e))
        {
            Fail(e);
        }
    }

    /// <summary>Gives the table up.</summary>
    public void Fail(DbException why)
    {
        if (DamagedStorage.Is(why))
        {
            Damaged = DamagedStorage.Describe(why);
        }
        else
        {
            Impossible = DamagedStorage.Describe(why);
        }
    }

    private void Add(Bucket[] share)
    {
        lock (_gate)
        {
            if (_sums is null)
            {
                _sums = share;
                return;
            }

            for (var i = 0; i < share.Length; i++)
            {
                _sums[i] += share[i];
            }
        }
    }
}
