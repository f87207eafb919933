using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Digests tables as soon as their rows are in, while pg_restore still builds indexes and loads others.</summary>
/// <remarks>
/// A gift, never a duty: whatever goes wrong here (a lock that is not to be had at once, damaged storage, a lost connection) leaves the table
/// to the verification, which finds out for itself. One table is locked at a time, by a reader that does not wait, so that no deadlock with the
/// restore is possible. Tables of less than one share are not worth the trouble.
/// </remarks>
internal sealed class HeadStart : IAsyncDisposable
{
    private readonly Channel<string> _loaded = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private readonly DbDataSource _database;
    private readonly ITableDigest _digest;
    private readonly int _sessions;
    private readonly LoadedTables _tables;
    private volatile bool _restoreEnded;

    /// <summary>Begins to wait for tables.</summary>
    /// <param name="database">Administrator's connections to the database that is being restored; disposed of with this.</param>
    /// <param name="digest">The manifest's digest.</param>
    /// <param name="sessions">Sessions at once.</param>
    /// <param name="entries">What is restored.</param>
    public HeadStart(DbDataSource database, ITableDigest digest, int sessions, IEnumerable<ArchiveEntry> entries)
    {
        _database = database;
        _digest = digest;
        _sessions = sessions;
        _tables = new LoadedTables(entries);
        Digests = Task.Run(ReadAsync);
    }

    /// <summary>What was read early; completes once the restore has ended and the tables begun by then are read.</summary>
    public Task<IReadOnlyList<EarlyDigest>> Digests { get; }

    /// <summary>The digest that tables are read with.</summary>
    public string Algorithm => _digest.Algorithm;

    /// <summary>Hears a line of pg_restore.</summary>
    public void Hear(string line, bool inJobs)
    {
        if (_tables.Hear(line, inJobs) is { } table)
        {
            _loaded.Writer.TryWrite(table);
        }
    }

    /// <summary>No further table is begun: they are the verification's now.</summary>
    public void RestoreEnded()
    {
        _restoreEnded = true;
        _loaded.Writer.TryComplete();
    }

    /// <summary>Ends what is going on, and waits until it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        RestoreEnded();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Digests.ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task<IReadOnlyList<EarlyDigest>> ReadAsync()
    {
        var read = new List<EarlyDigest>();
        try
        {
            while (await _loaded.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false) && !_restoreEnded)
            {
                var names = new HashSet<string>(StringComparer.Ordinal);
                while (_loaded.Reader.TryRead(out var name))
                {
                    names.Add(name);
                }

                read.AddRange(await ReadTablesAsync(names).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or InvalidOperationException)
        {
            // What was read so far stands; the rest is the verification's.
        }

        return read;
    }

    private async Task<IEnumerable<EarlyDigest>> ReadTablesAsync(HashSet<string> names)
    {
        var (tables, states) = await ChooseAsync(names).ConfigureAwait(false);
        var parts = new ConcurrentDictionary<DigestTable, DigestPart>(ReferenceEqualityComparer.Instance);
        var left = new ConcurrentDictionary<DigestTable, bool>(ReferenceEqualityComparer.Instance);
        await SessionCrew.WorkAsync(
            OpenAsync,
            DigestShare.Of(tables, _sessions),
            _sessions,
            async (session, share, stop) =>
            {
                try
                {
                    var part = await _digest.DigestAsync(session, share.Table, share.Blocks, stop).ConfigureAwait(false);
                    parts.AddOrUpdate(share.Table, part, (_, sum) => sum + part);
                }
                catch (DbException)
                {
                    left[share.Table] = true;
                }
            },
            _stop.Token).ConfigureAwait(false);
        return from table in tables
               where !left.ContainsKey(table)
               select new EarlyDigest(states[(table.Schema, table.Name)], parts[table]);
    }

    private async Task<(IReadOnlyList<DigestTable> Tables, IReadOnlyDictionary<(string Schema, string Name), TableState> States)> ChooseAsync(
        IReadOnlyCollection<string> names)
    {
        var session = await OpenAsync(_stop.Token).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var large = await session.ReadAsync(LargeSql(names), row => row.GetInt64(0), _stop.Token).ConfigureAwait(false);
        if (large.Count == 0)
        {
            return ([], new Dictionary<(string Schema, string Name), TableState>());
        }

        var states = await TableState.ReadAsync(session, _stop.Token).ConfigureAwait(false);
        var tables = await DigestTables.ReadAsync(session, _stop.Token, large).ConfigureAwait(false);
        return (
            [.. tables.Where(table => table is { Condition.Length: 0, Blocks: not null }
                && states.TryGetValue((table.Schema, table.Name), out var state) && state.IsSelfContained)],
            states);
    }

    /// <summary>Asks for no other table's size: that would wait for those that are being loaded.</summary>
    private static string LargeSql(IEnumerable<string> names) =>
        $"""
        WITH loaded AS MATERIALIZED (
            SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.oid >= 16384 AND c.relpersistence <> 't'
              AND (n.nspname || ' ' || c.relname = ANY (ARRAY[{string.Join(", ", names.Select(Sql.Text))}]::text[])
                   OR n.nspname || '.' || c.relname = ANY (ARRAY[{string.Join(", ", names.Select(Sql.Text))}]::text[])))
        SELECT oid::bigint FROM loaded
        WHERE pg_relation_size(oid) >= {DigestShare.Smallest.ToString(CultureInfo.InvariantCulture)} * current_setting('block_size')::bigint
        """;

    /// <summary>A reader that gives up at once where the restore holds the table: it must never be waited for in a circle.</summary>
    private async Task<PinnedSession> OpenAsync(CancellationToken stop)
    {
        var session = await PinnedSession.OpenAsync(_database, null, stop).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync("SET LOCAL lock_timeout = '20ms'", stop).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
