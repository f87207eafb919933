using System.Globalization;
using System.Text.Json;
using DrDrills.Backups;
using DrDrills.Evidence;
using DrDrills.Reporting.Index;
using DrDrills.Verification;
using Microsoft.Data.Sqlite;

namespace DrDrills.Reporting.History;

/// <summary>What all runs of one place came to, in a SQLite file beside them; it can be thrown away and is made again from the packs.</summary>
public sealed class HistoryStore : IAsyncDisposable
{
    /// <summary>The file's name in the folder of runs.</summary>
    public const string FileName = "history.sqlite";

    // Another layout is thrown away and made again from the packs.
    private const long Layout = 2;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS run (run_id TEXT PRIMARY KEY, index_sha256 TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS drill (
            record_id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES run ON DELETE CASCADE, system TEXT NOT NULL, drill_id TEXT NOT NULL,
            title TEXT NOT NULL, source TEXT, is_control INTEGER NOT NULL, verdict TEXT NOT NULL, as_it_should_be INTEGER NOT NULL, evidence_class TEXT NOT NULL,
            ended_at TEXT NOT NULL, recovery_s REAL, recovery_objective_s REAL, loss_s REAL, size_bytes INTEGER, stages TEXT NOT NULL);
        """;

    private readonly SqliteConnection _connection;

    private HistoryStore(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the store and brings it up to what the packs say: new runs in, changed ones anew, those gone out.</summary>
    /// <param name="runs">Folder of runs.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The store, and runs that could not be read with the reason.</returns>
    public static async Task<(HistoryStore Store, IReadOnlyList<string> Unread)> OpenAsync(DirectoryInfo runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        runs.Create();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(runs.FullName, FileName),
            ForeignKeys = true,
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        var store = new HistoryStore(connection);
        await store.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return (store, await store.SynchroniseAsync(runs, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Every drill of every run, the oldest first.</summary>
    public async Task<IReadOnlyList<HistoryPoint>> ReadAsync(CancellationToken cancellationToken)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT * FROM drill ORDER BY ended_at, record_id";
        using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var points = new List<HistoryPoint>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            double? Figure(string column) => reader[column] is double value ? value : null;
            points.Add(new HistoryPoint
            {
                RunId = (string)reader["run_id"],
                RecordId = (string)reader["record_id"],
                System = (string)reader["system"],
                DrillId = (string)reader["drill_id"],
                Title = (string)reader["title"],
                Source = reader["source"] as string,
                IsControl = (long)reader["is_control"] == 1,
                Verdict = Enum.Parse<Verdict>((string)reader["verdict"]),
                AsItShouldBe = (long)reader["as_it_should_be"] == 1,
                EvidenceClass = (string)reader["evidence_class"],
                EndedAt = DateTimeOffset.Parse((string)reader["ended_at"], CultureInfo.InvariantCulture),
                RecoverySeconds = Figure("recovery_s"),
                RecoveryObjectiveSeconds = Figure("recovery_objective_s"),
                LossSeconds = Figure("loss_s"),
                SizeBytes = reader["size_bytes"] is long size ? size : null,
                Stages = JsonSerializer.Deserialize<Dictionary<string, double>>((string)reader["stages"])!,
            });
        }

        return points;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task PrepareAsync(CancellationToken stop)
    {
        using var version = _connection.CreateCommand();
        version.CommandText = "PRAGMA user_version";
        if ((long)(await version.ExecuteScalarAsync(stop).ConfigureAwait(false))! != Layout)
        {
            await RunAsync("DROP TABLE IF EXISTS drill; DROP TABLE IF EXISTS run", stop).ConfigureAwait(false);
        }

        await RunAsync(Tables, stop).ConfigureAwait(false);
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Layout}"), stop).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> SynchroniseAsync(DirectoryInfo runs, CancellationToken stop)
    {
        var known = await KnownAsync(stop).ConfigureAwait(false);
        var unread = new List<string>();
        foreach (var folder in runs.EnumerateDirectories().Where(folder => File.Exists(Path.Combine(folder.FullName, RunIndex.FileName))))
        {
            var digest = (await Sha256Digest.OfFileAsync(Path.Combine(folder.FullName, RunIndex.FileName), stop).ConfigureAwait(false)).Hex;
            if (known.Remove(folder.Name, out var before) && before == digest)
            {
                continue;
            }

            try
            {
                await KeepAsync(folder, digest, stop).ConfigureAwait(false);
            }
            catch (Errors.EvidenceNotWrittenException e)
            {
                unread.Add($"{folder.Name}: {e.Statement}");
            }
        }

        foreach (var gone in known.Keys)
        {
            await RunAsync("DELETE FROM run WHERE run_id = $run", stop, ("$run", gone)).ConfigureAwait(false);
        }

        return unread;
    }

    private async Task<Dictionary<string, string>> KnownAsync(CancellationToken stop)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT run_id, index_sha256 FROM run";
        using var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(stop).ConfigureAwait(false))
        {
            known[reader.GetString(0)] = reader.GetString(1);
        }

        return known;
    }

    private async Task KeepAsync(DirectoryInfo folder, string digest, CancellationToken stop)
    {
        var index = await RunIndexJson.ReadAsync(folder, stop).ConfigureAwait(false);
        var points = new List<HistoryPoint>();
        foreach (var line in index.Records)
        {
            var record = await EvidenceJson.ReadAsync(Path.Combine(folder.FullName, line.Path), stop).ConfigureAwait(false);
            points.Add(HistoryPoint.Of(folder.Name, record, line.AsItShouldBe));
        }

        var transaction = await _connection.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        await RunAsync("DELETE FROM run WHERE run_id = $run", stop, ("$run", folder.Name)).ConfigureAwait(false);
        await RunAsync("INSERT INTO run VALUES ($run, $digest)", stop, ("$run", folder.Name), ("$digest", digest)).ConfigureAwait(false);
        foreach (var point in points)
        {
            await KeepAsync(point, stop).ConfigureAwait(false);
        }

        await transaction.CommitAsync(stop).ConfigureAwait(false);
    }

    private Task KeepAsync(HistoryPoint point, CancellationToken stop)
    {
        static object OrNull(object? value) => value ?? DBNull.Value;
        return RunAsync(
            "INSERT OR REPLACE INTO drill VALUES ($record, $run, $system, $drill, $title, $source, $control, $verdict, $right, $class, $ended, $recovery, $objective, $loss, $size, $stages)",
            stop,
            ("$record", point.RecordId),
            ("$run", point.RunId),
            ("$system", point.System),
            ("$drill", point.DrillId),
            ("$title", point.Title),
            ("$source", OrNull(point.Source)),
            ("$control", point.IsControl ? 1 : 0),
            ("$verdict", point.Verdict.ToString()),
            ("$right", point.AsItShouldBe ? 1 : 0),
            ("$class", point.EvidenceClass),
            ("$ended", point.EndedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("$recovery", OrNull(point.RecoverySeconds)),
            ("$objective", OrNull(point.RecoveryObjectiveSeconds)),
            ("$loss", OrNull(point.LossSeconds)),
            ("$size", OrNull(point.SizeBytes)),
            ("$stages", JsonSerializer.Serialize(point.Stages)));
    }

    private async Task RunAsync(string sql, CancellationToken stop, params (string Name, object Value)[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
    }
}
