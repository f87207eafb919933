using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>
/// Gets files of a block volume back: the newest backup (or clone) before the incident, a volume of it beside the live one, attached read-only to
/// the machine that the drill runs on, the wanted files copied out.
/// </summary>
/// <remarks>The live volume is only looked at. See Block Volume, "Restoring a Backup to a New Volume" and "Cloning a Volume".</remarks>
public sealed class VolumeRecovery : IRecovery
{
    private readonly VolumeRecoveryOptions _options;
    private readonly DrillVolume _volume;
    private BackupDescriptor? _backup;
    private RecoveredFiles? _files;
    private TargetDescription? _target;

    /// <summary>Prepares the recovery; nothing is asked yet.</summary>
    public VolumeRecovery(VolumeRecoveryOptions options)
    {
        _options = options;
        var region = options.Region is { } name ? options.Tenancy.Region(name) : options.Tenancy.Home;
        _volume = new DrillVolume(new BlockVolumeCalls(options.Tenancy, region), options);
    }

    /// <inheritdoc/>
    public RestoredCopy Copy => new(null, null) { Files = _files, Target = _target };

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken) =>
        _backup = await _volume.LocateAsync(incident, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) => Task.FromResult<TargetDescription?>(null);

    /// <inheritdoc/>
    public Task<FetchOutcome?> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) => Task.FromResult<FetchOutcome?>(null);

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await _volume.MakeAsync(_backup!, cancellationToken).ConfigureAwait(false);
        progress.Report(new StageProgress(1, 3, "steps", "attaching"));
        var device = await _volume.AttachAsync(cancellationToken).ConfigureAwait(false);
        progress.Report(new StageProgress(2, 3, "steps", "copying"));
        var began = _options.Tenancy.Clock.GetTimestamp();
        (_files, var isolation) = await VolumeFiles.CopyOutAsync(
            $"volume '{_volume.Volume!.Name}'", device, _options.Wanted, _options.WorkFolder, _options.CopyLimit, cancellationToken).ConfigureAwait(false);
        _volume.Note("files copied", began);
        _target = VolumeTarget.Of("volume", _volume.Volume.Id, _backup!, isolation);
        return new RestoreOutcome(
            $"from a {(_options.Source == VolumeSourceKind.Clone ? "clone" : "backup")}: {_volume.Times}; {isolation.Mode}",
            new RecoveryPoint(_backup!.TakenAt!.Value, null, null, false, $"{_backup.Format} '{_backup.Id}', the instant its content stands for"),
            [],
            "");
    }

    /// <inheritdoc/>
    public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public async Task<string> ReadyAsync(CancellationToken cancellationToken)
    {
        var (files, bytes) = (0, 0L);
        await foreach (var entry in _files!.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            (files, bytes) = (files + (entry.Kind == "file" ? 1 : 0), bytes + entry.SizeBytes);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{files} files, {new ByteCount(bytes)}, read from '{_files.Folder.FullName}'");
    }

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        var volume = await _volume.DisposeOfAsync(cancellationToken).ConfigureAwait(false);
        if (_files is { } files)
        {
            Directory.Delete(files.Folder.FullName, recursive: true);
        }

        return volume;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
