using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Takes a base backup of a whole server, with what a point-in-time recovery needs beside it.</summary>
/// <remarks>
/// The backup's folder holds <c>manifest.json</c>, the data directory as <c>base/</c>, and <c>relations.json</c>: which file is which table, so that
/// the log can be searched by a table's name even after the table is gone. The log itself stays in the server's archive. The manifest's content is
/// that of one database just after the backup; what a later moment must hold is said to the recovery.
/// </remarks>
public static class BaseBackupCapture
{
    /// <summary>Takes it, and waits until the log that it needs is archived.</summary>
    /// <param name="server">The live server; reached as its administrator.</param>
    /// <param name="options">Name, folders, limits.</param>
    /// <param name="progress">Told of digested tables, or null.</param>
    /// <param name="cancellationToken">Ends it; nothing that looks like a backup is left.</param>
    /// <exception cref="CaptureFailedException">
    /// The name is taken (<c>DR1503</c>), the server does not archive (<c>DR1521</c>), pg_basebackup gave up (<c>DR1522</c>), the log was not
    /// archived in time (<c>DR1523</c>), or the server has tablespaces elsewhere (<c>DR1524</c>).
    /// </exception>
    public static async Task<BaseBackupOutcome> CaptureAsync(
        IPostgresServer server, BaseBackupCaptureOptions options, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        await RequireArchivingAsync(server, cancellationToken).ConfigureAwait(false);
        var client = await ClientVersion.AskAsync(server.Tools, "pg_basebackup", cancellationToken).ConfigureAwait(false);
        using var pending = PendingBackup.Begin(options.OutFolder.FullName, options.BackupId);
        var folder = Path.Combine(pending.Folder, BackupLayout.Base);
        await CopyServerAsync(server, folder, options, cancellationToken).ConfigureAwait(false);
        var relations = await RelationMap.TakeAsync(server, cancellationToken).ConfigureAwait(false);
        await relations.WriteAsync(Path.Combine(pending.Folder, BackupLayout.Relations), cancellationToken).ConfigureAwait(false);
        var label = await BaseBackupLabel.ReadAsync(folder, options.BackupId, cancellationToken).ConfigureAwait(false);
        await WaitForLogAsync(server, folder, label, options, cancellationToken).ConfigureAwait(false);

        var source = server.Connect(options.Database);
        await using var _ = source.ConfigureAwait(false);
        var held = await BackupManifests.TakeAsync(source, options.BackupId, null, options.Jobs, progress, cancellationToken).ConfigureAwait(false);
        var files = await BackupFiles.ListAsync(pending.Folder, cancellationToken).ConfigureAwait(false);
        var manifest = held with
        {
            Backup = new ManifestBackup(
                BackupFormat.PgBaseBackup.Name, "pg_basebackup", client.Text, label.Start.ToString(), label.End!.Value.ToString(), label.Timeline),
            Files = files,
        };
        var finished = await pending.CompleteAsync(manifest, cancellationToken).ConfigureAwait(false);
        return new BaseBackupOutcome(finished, manifest, new ByteCount(files.Sum(file => file.SizeBytes)));
    }

    private static async Task RequireArchivingAsync(IPostgresServer server, CancellationToken cancellationToken)
    {
        if (!(await ArchiverState.ReadAsync(server, cancellationToken).ConfigureAwait(false)).IsOn)
        {
            throw ArchiverState.Off(server);
        }

        var postgres = server.Connect("postgres");
        await using var _ = postgres.ConfigureAwait(false);
        var elsewhere = await Sql.ListAsync(
            postgres,
            "SELECT spcname::text FROM pg_catalog.pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global') ORDER BY 1",
            row => row.GetString(0),
            cancellationToken).ConfigureAwait(false);
        if (elsewhere.Count > 0)
        {
            throw new CaptureFailedException(
                "DR1524",
                server.Description.Id,
                $"Server '{server.Description.Id}' has tablespaces outside its data directory ({string.Join(", ", elsewhere)}); a plain base backup "
                + "would write over them.",
                "take the backup with pg_basebackup --tablespace-mapping yourself.");
        }
    }

    private static async Task CopyServerAsync(
        IPostgresServer server, string folder, BaseBackupCaptureOptions options, CancellationToken cancellationToken)
    {
        using var connection = ToolConnection.AsAdministrator(server);
        var outcome = await connection.Tools.RunAsync(
            new ToolInvocation(
                "pg_basebackup",
                [
                    .. connection.Arguments, $"--pgdata={folder}", "--format=plain", "--wal-method=none", "--checkpoint=fast", "--no-sync",
                    $"--label=drdrills {options.BackupId}", "--manifest-checksums=CRC32C",
                ])
            {
                Environment = connection.Environment,
                Limit = options.Limit,
            },
            cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0 || !File.Exists(Path.Combine(folder, BaseBackupLabel.FileName)))
        {
            throw new CaptureFailedException(
                "DR1522",
                options.BackupId,
                $"pg_basebackup of '{server.Description.Id}' ended with exit code {outcome.ExitCode}; expected 0 and a backup_manifest.",
                "may the role replicate (pg_hba.conf, REPLICATION), and is max_wal_senders above the senders in use?",
                ToolText.Redact(outcome.Errors));
        }
    }

    private static async Task WaitForLogAsync(
        IPostgresServer server, string folder, BaseBackupLabel label, BaseBackupCaptureOptions options, CancellationToken cancellationToken)
    {
        var control = await ControlData.ReadAsync(server.Tools, new DirectoryInfo(folder), cancellationToken).ConfigureAwait(false);
        var archive = new WalArchive(options.LogArchive, control.WalSegmentBytes);
        var needed = WalSegment.Of(new Lsn(label.End!.Value.Value - 1), label.Timeline, control.WalSegmentBytes);
        await archive.WaitForAsync(server, needed, options.ArchiveLimit, cancellationToken).ConfigureAwait(false);
        if (archive.FindHole(label.Start, label.End.Value, label.Timeline) is { } hole)
        {
            throw new CaptureFailedException(
                "DR1523",
                hole.Segment.FileName,
                $"Log segment '{hole.Segment.FileName}', which the base backup '{options.BackupId}' needs, {hole.Because} in "
                + $"'{options.LogArchive.FullName}'.",
                "does archive_command write to this folder?");
        }
    }
}
