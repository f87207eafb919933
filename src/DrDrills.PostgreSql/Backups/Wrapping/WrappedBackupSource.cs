using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>Backups of another source of which some are compressed or encrypted, in layers: dumps flow, their wrappings undone on the way.</summary>
/// <remarks>
/// What a wrapped backup is, is told from its first bytes without their wrappings. The archive of a base backup is brought as it lies and unwrapped
/// while it is unpacked. Nothing unwrapped is laid down on disk beside what is restored.
/// </remarks>
public sealed class WrappedBackupSource : IBackupStreamSource, IKeyedSource
{
    private readonly IBackupStreamSource _source;
    private readonly SecretText? _key;
    private readonly Dictionary<string, string> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PackedFolder> _packed = new(StringComparer.Ordinal);
    private readonly List<string> _deviations = [];

    /// <summary>Opens nothing yet.</summary>
    /// <param name="source">Where the backups lie; those that are not wrapped are passed through.</param>
    /// <param name="key">What encrypted ones are opened with (a private key or a passphrase), or null.</param>
    public WrappedBackupSource(IBackupStreamSource source, SecretText? key)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _key) = (source, key);
    }

    /// <inheritdoc/>
    public string Location => _source.Location;

    SecretText? IKeyedSource.Key => _key;

    /// <inheritdoc/>
    public IReadOnlyList<string> Deviations => [.. _source.Deviations, .. _deviations];

    /// <inheritdoc/>
    public bool Flows(BackupDescriptor backup)
    {
        ArgumentNullException.ThrowIfNull(backup);
        return _layers.ContainsKey(backup.Location) || (!_packed.ContainsKey(backup.Location) && _source.Flows(backup));
    }

    /// <inheritdoc/>
    /// <exception cref="BackupSealedException">The one backup there is encrypted, and there is no key or another one (<c>DR1601</c> and following).</exception>
    /// <exception cref="BackupUnreadableException">The one backup there is damaged at its beginning, or holds no backup (<c>DR1326</c>).</exception>
    /// <exception cref="EngineUnavailableException">It could be opened on disk only, and is encrypted (<c>DR3143</c>).</exception>
    public async Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken)
    {
        var found = await _source.ListAsync(cancellationToken).ConfigureAwait(false);
        var listed = new List<BackupDescriptor>();
        foreach (var backup in found)
        {
            try
            {
                listed.Add(backup.Format == BackupFormat.Wrapped ? await DescribeAsync(backup, cancellationToken).ConfigureAwait(false) : backup);
            }
            catch (DrillException unopened) when (found.Count > 1 && unopened is BackupSealedException or BackupUnreadableException)
            {
                // Among others it is listed as what it is; opening it says what is the matter.
                listed.Add(backup);
            }
        }

        return listed;
    }

    /// <inheritdoc/>
    /// <exception cref="BackupUnreadableException">The archive of a folder cannot be unpacked as a whole (<c>DR1332</c> to <c>DR1334</c>).</exception>
    public async Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        if (!_packed.TryGetValue(backup.Location, out var packed))
        {
            return await _source.FetchAsync(backup, destination, progress, cancellationToken).ConfigureAwait(false);
        }

        await _source.PrepareAsync(backup, null, cancellationToken).ConfigureAwait(false);
        var opened = await OpenAsync(backup, cancellationToken).ConfigureAwait(false);
        await using var _ = opened.ConfigureAwait(false);
        var unpacked = await packed.UnpackAsync(opened.Content, backup.Id.Value, destination, progress, cancellationToken).ConfigureAwait(false);
        if (unpacked.Beside is [var first, ..] beside)
        {
            _deviations.Add($"{beside.Count} files that lie beside '{packed.Folder}' in the archive were left out: '{first.Name}'{(beside.Count > 1 ? " and others" : "")}");
        }

        return unpacked.Size;
    }

    /// <inheritdoc/>
    public async Task<string> PrepareAsync(BackupDescriptor backup, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var note = await _source.PrepareAsync(backup, progress, cancellationToken).ConfigureAwait(false);
        return _layers.GetValueOrDefault(backup.Location) is { } layers ? $"{note}; {layers} undone while it flows" : note;
    }

    /// <inheritdoc/>
    public async Task<IStreamedBackup> OpenAsync(BackupDescriptor backup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var raw = await _source.OpenAsync(backup, cancellationToken).ConfigureAwait(false);
        try
        {
            var content = await WrappedContent.OpenAsync(
                new LentStream(raw.Content), new WrappedScene(backup.Id.Value, _key), cancellationToken).ConfigureAwait(false);
            return new UnwrappedBackup(raw, content, backup.Manifest);
        }
        catch (DrillException)
        {
            await RefuseAnotherFileAsync(raw, backup, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch
        {
            await raw.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<BackupDescriptor> DescribeAsync(BackupDescriptor backup, CancellationToken cancellationToken)
    {
        await _source.PrepareAsync(backup, null, cancellationToken).ConfigureAwait(false);
        var opened = (UnwrappedBackup)await OpenAsync(backup, cancellationToken).ConfigureAwait(false);
        await using var _ = opened.ConfigureAwait(false);
        if (BaseBackupTars.DataIn(backup.Location, opened.Head) is { } tars)
        {
            return backup with { Format = BackupFormat.PgBaseBackupTar, TakenAt = backup.TakenAt ?? BaseBackupLabel.StartOf(tars) };
        }

        var layers = string.Join(", then ", opened.Layers);
        if (PackedFolder.In(opened.Head) is { } packed)
        {
            if (packed.Format == BackupFormat.PgDumpDirectory && opened.IsEncrypted)
            {
                throw new EngineUnavailableException(
                    "DR3143",
                    backup.Id.Value,
                    $"Backup '{backup.Id}' ({layers}) is the archive of a dump in directory format, which pg_restore reads from files only: unpacking it here would leave its plaintext on disk.",
                    "unpack it into memory (a folder under /dev/shm) and name that folder, or encrypt a dump in custom format; nothing is said about the backup.");
            }

            _packed[backup.Location] = packed;
            return backup with { Format = packed.Format };
        }

        _layers[backup.Location] = layers;
        var head = DumpHead.Of(opened.Head.Span);
        return backup with
        {
            Format = head?.Format ?? throw new BackupUnreadableException(
                "DR1326",
                backup.Id.Value,
                $"What is wrapped in '{backup.Id}' ({layers}) is no backup; expected one file of pg_dump or pg_dumpall, or the archive of a data directory or of a dump in directory format.",
                "is it another file of that name? The archive of a log or a tablespace is a part of the base backup that lies beside it."),
            Tool = backup.Tool != "unknown" ? backup.Tool : head.ToolVersion is { } version ? $"pg_dump {version}" : "unknown",
            ServerVersion = head.ServerVersion,
        };
    }

    /// <summary>Bytes that are not those of the manifest are what has to be said, whatever a key or a program made of them.</summary>
    private static async Task RefuseAnotherFileAsync(IStreamedBackup raw, BackupDescriptor backup, CancellationToken cancellationToken)
    {
        await using var _ = raw.ConfigureAwait(false);
        if (backup.Manifest is not { Files.Count: > 0 })
        {
            return;
        }

        var outcome = await raw.EndAsync(cancellationToken).ConfigureAwait(false);
        if (outcome.Findings.Count > 0)
        {
            throw new BackupRefusedException(
                "DR1402",
                backup.Id.Value,
                outcome.Findings,
                "nothing of it was opened; restore an older backup, or the same one from its other place.");
        }
    }
}
