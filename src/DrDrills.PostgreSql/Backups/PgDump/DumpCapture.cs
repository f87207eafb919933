using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Dumps a database and takes the manifest of the very same snapshot.</summary>
/// <remarks>
/// Reads only. Custom, directory and tar formats also carry the database's own owner, grants and settings (<c>pg_dump --create</c>); plain SQL does
/// not, because it would have to switch databases with a psql meta-command, which a restore refuses.
/// </remarks>
public static class DumpCapture
{
    /// <summary>Lines of pg_dump that are no progress: what failed, and the server's own words for why.</summary>
    private static readonly string[] Telling = ["error", "warning", "detail:", "hint:"];

    /// <summary>Dumps one database of a server that the harness knows, as its administrator.</summary>
    /// <inheritdoc cref="CaptureAsync(NpgsqlDataSource, ToolConnection, DumpCaptureOptions, IProgress{StageProgress}?, CancellationToken)"/>
    public static async Task<DumpCaptureOutcome> CaptureAsync(
        IPostgresServer server, string database, DumpCaptureOptions options, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        var source = server.Connect(database);
        await using var _ = source.ConfigureAwait(false);
        using var connection = ToolConnection.AsAdministrator(server);
        return await CaptureAsync(source, connection, options, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Dumps the database that a data source connects to.</summary>
    /// <param name="source">The database.</param>
    /// <param name="connection">How the programs reach the same server.</param>
    /// <param name="options">Name, folder, format.</param>
    /// <param name="progress">Told of tables, or null.</param>
    /// <param name="cancellationToken">Ends it; nothing that looks like a backup is left.</param>
    /// <exception cref="CaptureFailedException">
    /// The client is older than the server (<c>DR1501</c>), pg_dump gave up (<c>DR1502</c>), or the name is taken (<c>DR1503</c>).
    /// </exception>
    public static async Task<DumpCaptureOutcome> CaptureAsync(
        NpgsqlDataSource source,
        ToolConnection connection,
        DumpCaptureOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        var payload = PayloadOf(options.Format);
        var side = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = side.ConfigureAwait(false);
        var client = await RequireClientAsync(connection.Tools, side, cancellationToken).ConfigureAwait(false);

        using var pending = PendingBackup.Begin(options.OutFolder.FullName, options.BackupId);
        var snapshot = await ExportedSnapshot.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        await using var __ = snapshot.ConfigureAwait(false);
        var before = await SequencePositions.ReadAsync(side, cancellationToken).ConfigureAwait(false);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dump = DumpAsync(
            connection, side.Database, snapshot.Id, Path.Combine(pending.Folder, payload), options, progress, either.Token);
        var taking = BackupManifests.TakeAsync(source, options.BackupId, snapshot.Id, options.Jobs, progress, either.Token);
        var manifest = await BothAsync(dump, taking, either).ConfigureAwait(false);

        var after = await SequencePositions.ReadAsync(side, cancellationToken).ConfigureAwait(false);
        var files = await BackupFiles.ListAsync(pending.Folder, cancellationToken).ConfigureAwait(false);
        manifest = manifest with
        {
            BackupId = options.BackupId,
            Backup = new ManifestBackup(options.Format.Name, "pg_dump", client.Text),
            Sequences = SequencePositions.Merge(manifest.Sequences, before, after),
            Files = files,
        };
        var folder = await pending.CompleteAsync(manifest, cancellationToken).ConfigureAwait(false);
        return new DumpCaptureOutcome(folder, manifest, new ByteCount(files.Sum(file => file.SizeBytes)));
    }

    private static string PayloadOf(BackupFormat format) =>
        format == BackupFormat.PgDumpCustom ? BackupLayout.CustomDump
        : format == BackupFormat.PgDumpDirectory ? BackupLayout.DirectoryDump
        : format == BackupFormat.PgDumpTar ? BackupLayout.TarDump
        : format == BackupFormat.PgDumpPlain ? BackupLayout.PlainDump
        : throw new ArgumentException($"'{format}' is not a pg_dump format.", nameof(format));

    private static async Task<ClientVersion> RequireClientAsync(
        IPostgresTools tools, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var client = await ClientVersion.AskAsync(tools, "pg_dump", cancellationToken).ConfigureAwait(false);
        var server = connection.PostgreSqlVersion;
        return client.Major >= server.Major ? client : throw new CaptureFailedException(
            "DR1501",
            connection.Database,
            $"pg_dump {client.Text} cannot dump '{connection.Database}': its server is version {connection.ServerVersion}, newer than the program.",
            $"install the client programs of PostgreSQL {server.Major} or newer, or name their folder in {HostTools.DirectoryVariable}.");
    }

    private static async Task DumpAsync(
        ToolConnection connection,
        string database,
        string snapshotId,
        string destination,
        DumpCaptureOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        string[] format = options.Format == BackupFormat.PgDumpCustom ? ["--format=custom", "--create"]
            : options.Format == BackupFormat.PgDumpTar ? ["--format=tar", "--create"]
            : options.Format == BackupFormat.PgDumpDirectory
                ? ["--format=directory", "--create", string.Create(CultureInfo.InvariantCulture, $"--jobs={Math.Max(1, options.Jobs)}")]
                : ["--format=plain"];
        var tables = 0L;
        var outcome = await connection.Tools.RunAsync(
            new ToolInvocation(
                "pg_dump",
                [
                    .. connection.Arguments, .. format, "--verbose", $"--snapshot={snapshotId}", $"--file={destination}",
                    ToolConnection.ToDatabase(database),
                ])
            {
                Environment = connection.Environment,
                Limit = options.Limit,
                OnErrorLine = line =>
                {
                    if (line.Contains("dumping contents of table", StringComparison.Ordinal))
                    {
                        progress?.Report(new StageProgress(Interlocked.Increment(ref tables), null, "tables", "dump"));
                    }
                },
            },
            cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0 || !Path.Exists(destination))
        {
            var lines = outcome.Errors.Split('\n').Where(line => !line.StartsWith("pg_dump: ", StringComparison.Ordinal)
                || Telling.Any(word => line.Contains(word, StringComparison.Ordinal)));
            throw new CaptureFailedException(
                "DR1502",
                database,
                $"pg_dump of '{database}' ended with exit code {outcome.ExitCode}; expected 0 and a dump.",
                "what pg_dump says below names the object; does the role that captures read every table, and bypass row-level security?",
                ToolText.Redact(string.Join('\n', lines)));
        }
    }

    /// <summary>Both at once; when one fails the other is ended, and the first failure is the one told.</summary>
    private static async Task<BackupManifest> BothAsync(Task dump, Task<BackupManifest> taking, CancellationTokenSource either)
    {
        var first = await Task.WhenAny(dump, taking).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
        {
            await either.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(dump, taking).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
            await first.ConfigureAwait(false);
        }

        await dump.ConfigureAwait(false);
        return await taking.ConfigureAwait(false);
    }
}
