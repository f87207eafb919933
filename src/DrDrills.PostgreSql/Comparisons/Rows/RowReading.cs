using System.Data.Common;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Reads one table of one side into the sums of its buckets; shares of the table may be read at once.</summary>
/// <param name="table">The table.</param>
/// <param name="buckets">How many sums there are.</param>
/// <param name="read">Reads one share: session, blocks, whether text comes as it is stored.</param>
internal sealed class RowReading(
    DigestTable table, int buckets, Func<PinnedSession, BlockRange?, bool, CancellationToken, Task<Bucket[]>> read)
{
    private readonly Lock _gate = new();
    private Bucket[]? _sums;

    public DigestTable Table { get; } = table;

    /// <summary>The sums; good once all shares are read.</summary>
    public IReadOnlyList<Bucket> Sums => _sums ?? new Bucket[buckets];

    /// <summary>Rows in all.</summary>
    public long Rows => Sums.Sum(bucket => bucket.Rows);

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
        catch (DbException e) when (DamagedStorage.Is(e))
        {
            Damaged = DamagedStorage.Describe(e);
        }
        catch (DbException e) when (RefusedTable.Is(e))
        {
            Impossible = DamagedStorage.Describe(e);
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
