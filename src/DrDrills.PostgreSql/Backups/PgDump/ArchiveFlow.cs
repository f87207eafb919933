using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.Tar;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>
/// A dump that flows from where it lies: an archive in custom or tar format into pg_restore, a script to whoever reads it. An archive's table of contents is at its beginning and is kept, so that
/// only a run that reads rows takes the rest of the stream; a second such run opens the backup again.
/// </summary>
internal sealed class ArchiveFlow(IBackupStreamSource source, BackupDescriptor backup) : IArchiveInput, IAsyncDisposable
{
    private IStreamedBackup? _stream;
    private ReplayableHead? _head;
    private bool _spent;

    public string Name => backup.Id.Value;

    /// <summary>pg_restore reads a pipe with one job only.</summary>
    public bool AllowsJobs => false;

    /// <summary>What flowed, of every time that the backup was opened and read to its end.</summary>
    public List<StreamOutcome> Outcomes { get; } = [];

    public async Task<ToolOutcome> RunAsync(
        IPostgresTools tools, ToolInvocation invocation, bool withRows, CancellationToken cancellationToken)
    {
        if (_spent && withRows)
        {
            await EndAsync(cancellationToken).ConfigureAwait(false);
            _spent = false;
        }

        if (_head is null)
        {
            _stream = await source.OpenAsync(backup, cancellationToken).ConfigureAwait(false);
            _head = new ReplayableHead(
                backup.Format == BackupFormat.PgDumpTar ? new WholeTar(_stream.Content, backup.Id.Value) : _stream.Content);
        }
        else if (!withRows)
        {
            await _head.RewindToHeadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (withRows)
        {
            await _head.RewindToAllAsync(cancellationToken).ConfigureAwait(false);
        }

        _spent |= withRows;
        return await tools.RunAsync(invocation with { Input = _head }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the stream for a reader that takes all of it, once.</summary>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        _stream = await source.OpenAsync(backup, cancellationToken).ConfigureAwait(false);
        return _stream.Content;
    }

    /// <summary>Reads what no program read, and keeps what flowed; a stream that was never opened has nothing to keep.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_stream is not null)
        {
            Outcomes.Add(await _stream.EndAsync(cancellationToken).ConfigureAwait(false));
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_head is not null)
        {
            await _head.DisposeAsync().ConfigureAwait(false);
            _head = null;
        }

        if (_stream is not null)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
            _stream = null;
        }
    }
}
