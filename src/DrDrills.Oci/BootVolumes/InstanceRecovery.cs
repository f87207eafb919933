using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.BootVolumes;

/// <summary>
/// Gets an instance back: a boot volume of the newest backup before the loss; its configuration and binaries copied out for comparison while it is
/// attached read-only as a data volume; then an instance launched from it, in the network of the drills.
/// </summary>
/// <remarks>See Compute, "Launching an Instance from a Boot Volume", and Block Volume, "Attaching a Boot Volume to an Instance as a Data Volume".</remarks>
public sealed class InstanceRecovery : IRecovery
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly InstanceRecoveryOptions _options;
    private readonly OciTenancy _tenancy;
    private readonly OciRegion _region;
    private readonly DrillVolume _volume;
    private readonly DrillInstance _instance;
    private BackupDescriptor? _backup;
    private RecoveredFiles? _files;
    private TargetDescription? _target;
    private IsolationProof? _isolation;
    private Uri? _endpoint;

    /// <summary>Prepares the recovery; nothing is asked yet.</summary>
    public InstanceRecovery(InstanceRecoveryOptions options)
    {
        _options = options;
        _tenancy = options.BootVolume.Tenancy;
        _region = options.BootVolume.Region is { } name ? _tenancy.Region(name) : _tenancy.Home;
        _volume = new DrillVolume(new BootVolumeCalls(_tenancy, _region), options.BootVolume);
        _instance = new DrillInstance(_tenancy, _region, options);
    }

    /// <inheritdoc/>
    public RestoredCopy Copy => new(null, null) { Files = _files, Endpoint = _endpoint, Target = _target };

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken) =>
        _backup = await _volume.LocateAsync(incident, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        _isolation = await SubnetIsolation.LookAsync(_tenancy, _region, _options.SubnetId, cancellationToken).ConfigureAwait(false);
        return VolumeTarget.Of("instance", _options.SubnetId, backup, _isolation);
    }

    /// <inheritdoc/>
    public Task<FetchOutcome?> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) => Task.FromResult<FetchOutcome?>(null);

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var options = _options.BootVolume;
        await _volume.MakeAsync(_backup!, cancellationToken).ConfigureAwait(false);
        progress.Report(new StageProgress(1, 3, "steps", "copying configuration and binaries"));
        var device = await _volume.AttachAsync(cancellationToken).ConfigureAwait(false);
        var began = _tenancy.Clock.GetTimestamp();
        (_files, _) = await VolumeFiles.CopyOutAsync(
            $"boot volume '{_volume.Volume!.Name}'", device, options.Wanted, options.WorkFolder, options.CopyLimit, cancellationToken).ConfigureAwait(false);
        await _volume.DetachAsync(cancellationToken).ConfigureAwait(false);
        _volume.Note("files copied and detached", began);
        progress.Report(new StageProgress(2, 3, "steps", "launching"));
        began = _tenancy.Clock.GetTimestamp();
        await _instance.LaunchAsync(_volume.Volume.Id, _volume.AvailabilityDomain, cancellationToken).ConfigureAwait(false);
        _endpoint = await _instance.EndpointAsync(cancellationToken).ConfigureAwait(false);
        _volume.Note("instance RUNNING", began);
        _target = VolumeTarget.Of("instance", _instance.Instance!.Id, _backup!, _isolation!);
        return new RestoreOutcome(
            _volume.Times,
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
        using var http = new HttpClient { Timeout = AnswerLimit };
        using var answer = await http.GetAsync(_endpoint, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{_endpoint} answers at {_options.Shape}: HTTP {(int)answer.StatusCode} at its root");
    }

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        var (gone, proof) = await _instance.DisposeOfAsync(cancellationToken).ConfigureAwait(false);
        var volume = await _volume.DisposeOfAsync(cancellationToken).ConfigureAwait(false);
        if (_files is { } files)
        {
            Directory.Delete(files.Folder.FullName, recursive: true);
        }

        return new DisposalOutcome(gone && volume.Disposed, [proof, .. volume.Proof]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
