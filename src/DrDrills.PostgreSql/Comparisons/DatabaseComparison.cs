using System.Data.Common;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Comparisons.Rows;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;

namespace DrDrills.PostgreSql.Comparisons;

/// <summary>Compares two databases: which tables differ, in which keys, and how many rows are missing, extra, changed.</summary>
/// <remarks>
/// <para>
/// Each side is read in one snapshot; nothing is written. Both are read once, at the same time, every row into the sum of a bucket: a range of
/// keys where their order can be followed here, else a hash of the key. Only what lies in buckets that differ is read again. Keys are the same
/// where they are written the same: 1.0 is another key than 1.00.
/// </para>
/// <para>Memory is bounded for tables of any size, also where everything differs.</para>
/// </remarks>
public static class DatabaseComparison
{
    /// <summary>Compares them.</summary>
    /// <param name="a">What should be there.</param>
    /// <param name="b">What is compared with it.</param>
    /// <param name="options">How much is named, and how many connections are used.</param>
    /// <param name="progress">Told how far it is, from any thread; or null.</param>
    /// <param name="cancellationToken">Ends both sides.</param>
    /// <exception cref="VerificationImpossibleException">A server cannot be reached, refuses, or went away (<c>DR4131</c>).</exception>
    public static async Task<Comparison> RunAsync(
        ComparedSource a,
        ComparedSource b,
        ComparisonOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            var (inA, inB) = await OpenAsync(a, b, cancellationToken).ConfigureAwait(false);
            await using (inA.ConfigureAwait(false))
            {
                await using (inB.ConfigureAwait(false))
                {
                    return inA.Identity == inB.Identity
                        ? new Comparison { A = inA.Described, B = inB.Described, SameDatabase = true }
                        : await CompareAsync(inA, inB, options, progress, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (DbException e)
        {
            throw Impossible($"'{a.Name}' and '{b.Name}'", e);
        }
    }

    private static async Task<(ComparedDatabase A, ComparedDatabase B)> OpenAsync(
        ComparedSource a, ComparedSource b, CancellationToken cancellationToken)
    {
        var (openingA, openingB) = (OpenAsync(a, cancellationToken), OpenAsync(b, cancellationToken));
        try
        {
            await Task.WhenAll(openingA, openingB).ConfigureAwait(false);
            return (await openingA.ConfigureAwait(false), await openingB.ConfigureAwait(false));
        }
        catch
        {
            foreach (var opened in new[] { openingA, openingB }.Where(opening => opening.IsCompletedSuccessfully))
            {
                await (await opened.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private static async Task<ComparedDatabase> OpenAsync(ComparedSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await ComparedDatabase.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw Impossible($"'{source.Name}'", e);
        }
    }

    private static async Task<IReadOnlyList<ComparedTable>> TablesOfAsync(ComparedDatabase side, CancellationToken cancellationToken)
    {
        try
        {
            return await ComparedTables.ReadAsync(side.Leader, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw Impossible($"'{side.Source.Name}'", e);
        }
    }

    private static async Task<Comparison> CompareAsync(
        ComparedDatabase a,
        ComparedDatabase b,
        ComparisonOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        var tables = await Task.WhenAll(TablesOfAsync(a, cancellationToken), TablesOfAsync(b, cancellationToken)).ConfigureAwait(false);
        var perSide = options with { Parallelism = PerSide(options.Parallelism, a.Machine == b.Machine) };
        var comparison = new Comparison { A = a.Described, B = b.Described, Notes = [.. NotesOn(a, b, options)] };
        IReadOnlyList<TableComparison> rows = [];
        await Together.RunAsync(
            cancellationToken,
            async stop => comparison = await SchemaComparison.AddAsync(comparison, a, b, stop).ConfigureAwait(false),
            async stop => rows = await new RowComparison(a, b, perSide, progress)
                .RunAsync(tables[0], tables[1], stop).ConfigureAwait(false)).ConfigureAwait(false);
        var rewritten = await Task.WhenAll(
            RewrittenTables.ReadAsync(a.Leader, cancellationToken), RewrittenTables.ReadAsync(b.Leader, cancellationToken)).ConfigureAwait(false);
        rows = [.. rows.Select(table => WithoutRewritten(table, [.. rewritten[0]], [.. rewritten[1]]))];
        return comparison with { Tables = rows, Notes = [.. comparison.Notes, .. NotesOn(rows, tables)] };
    }

    /// <summary>What was read of a table that was emptied or written anew meanwhile is not what the snapshot holds; equal rows are, where there are any.</summary>
    private static TableComparison WithoutRewritten(
        TableComparison table, HashSet<(string Schema, string Name)> inA, HashSet<(string Schema, string Name)> inB)
    {
        var id = (table.Schema, table.Name);
        if ((!inA.Contains(id) && !inB.Contains(id)) || table is { Outcome: TableOutcome.Missing or TableOutcome.Extra or TableOutcome.NotCompared }
            or { Outcome: TableOutcome.Equal, RowsInA: > 0 })
        {
            return table;
        }

        var sides = inA.Contains(id) && inB.Contains(id) ? "A and B" : inA.Contains(id) ? "A" : "B";
        return new TableComparison
        {
            Schema = table.Schema,
            Name = table.Name,
            Outcome = table.Columns.Count > 0 ? TableOutcome.Different : TableOutcome.NotCompared,
            Columns = table.Columns,
            KeyColumns = table.KeyColumns,
            Note = $"in {sides}: another session emptied it or wrote it anew while it was compared",
        };
    }

    /// <summary>Connections of each side: more of them than the machine has processors only get in each other's way.</summary>
    internal static int PerSide(int connections, bool shareAMachine) => shareAMachine ? (connections + 1) / 2 : connections;

    private static IEnumerable<string> NotesOn(ComparedDatabase a, ComparedDatabase b, ComparisonOptions options)
    {
        if (options.ShowValues && RowComparison.AsStored(a, b))
        {
            yield return "Values are not shown: SQL_ASCII says nothing of what bytes mean.";
        }

        if (a.Described.Encoding != b.Described.Encoding)
        {
            yield return RowComparison.AsStored(a, b)
                ? $"The encodings differ ({a.Described.Encoding}, {b.Described.Encoding}), and SQL_ASCII says nothing of what bytes mean: text was compared as it is stored."
                : $"The encodings differ ({a.Described.Encoding}, {b.Described.Encoding}): text was compared as UTF-8.";
        }
    }

    private static IEnumerable<string> NotesOn(IReadOnlyList<TableComparison> rows, IReadOnlyList<ComparedTable>[] tables)
    {
        HashSet<(string Schema, string Name)> Of(DigestTableKind kind) =>
            [.. tables.SelectMany(side => side).Where(table => table.Digested.Kind == kind).Select(table => table.Id)];
        var (unlogged, views) = (Of(DigestTableKind.Unlogged), Of(DigestTableKind.MaterializedView));
        foreach (var table in rows.Where(table => table.Outcome == TableOutcome.Different))
        {
            if ((table.RowsInA == 0 || table.RowsInB == 0) && unlogged.Contains((table.Schema, table.Name)))
            {
                yield return $"Table {table.Schema}.{table.Name} is unlogged: a copy of a server's files brings it back empty by design.";
            }
            else if (views.Contains((table.Schema, table.Name)))
            {
                yield return $"Table {table.Schema}.{table.Name} is a materialised view: a restore from a dump computes it anew, and a live one is as old as its last refresh.";
            }
        }
    }

    private static VerificationImpossibleException Impossible(string what, DbException e) => new(
        "DR4131",
        what,
        $"{what} could not be compared: {e.Message.Split('\n')[0].TrimEnd()}",
        ReadingFailure.HintOf(e, "is the server up, and may the role connect and read every table, sequence and large object there?"),
        cause: e);
}
