using DrDrills.Benchmarks.Peers;
using DrDrills.Benchmarks.Results;
using DrDrills.PostgreSql.Digests;
using Npgsql;

namespace DrDrills.Benchmarks.Measures;

/// <summary>The digest of a whole database against what others do to look at all its rows, with as many connections.</summary>
/// <param name="id">A word for <c>--only</c>.</param>
/// <param name="title">What the database is called in the table.</param>
/// <param name="database">Makes it.</param>
internal sealed class DigestMeasure(
    string id, string title, Func<BenchRun, Func<CancellationToken, Task<string>>> database) : IBenchMeasure
{
    private static readonly (PeerQuery Peer, double Reach, string Title)[] _peers =
    [
        (PeerQuery.Scan, 2.5, "a parallel scan that counts every column's values"),
        (PeerQuery.HashText, 1.0, "count, sum(hashtext(t::text)::bigint), 32 bits"),
        (PeerQuery.Md5, 0.25, "md5(string_agg(concat_ws(…) ORDER BY …))"),
    ];

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public IReadOnlyList<BenchRow> Lines => [.. _peers.Select(peer => new BenchRow(
        $"digest of {title} ({TableDigests.Default.Algorithm})", peer.Title, peer.Reach, "x"))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BenchRow>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var name = await database(run)(cancellationToken).ConfigureAwait(false);
        await using var source = run.Server.Server.Connect(name);
        var ours = TableDigests.Default;
        var seconds = await run.Interleaved.RunAsync(
            run.Options.Rounds,
            [
                (ours.Algorithm, () => ReadAsync(source, ours, null, run, cancellationToken)),
                .. _peers.Select(peer => (
                    peer.Peer.Algorithm, (Func<Task>)(() => ReadAsync(source, peer.Peer, peer.Peer.BlocksPerShare, run, cancellationToken)))),
            ]).ConfigureAwait(false);
        return [.. Lines.Zip(_peers, (line, peer) => line.Of(seconds[ours.Algorithm], seconds[peer.Peer.Algorithm]))];
    }

    private static Task ReadAsync(
        NpgsqlDataSource source, ITableDigest digest, long? blocksPerShare, BenchRun run, CancellationToken cancellationToken) =>
        DatabaseDigest.ReadAsync(source, digest, null, run.Options.Connections, null, cancellationToken, blocksPerShare);
}
