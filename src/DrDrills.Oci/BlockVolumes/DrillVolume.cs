using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>One volume that a drill makes of a backup, attaches to the machine it runs on, reads, detaches and deletes with proof.</summary>
/// <remarks>Used from one thread. <see cref="DisposeOfAsync"/> removes whatever was made of it, also where the making failed half-way.</remarks>
internal sealed class DrillVolume(VolumeCalls calls, VolumeRecoveryOptions options)
{
    private readonly string _name = $"drdrills-{options.Tenancy.Options.RunId}-{Guid.NewGuid().ToString("N")[..6]}";
    private readonly List<string> _times = [];
    private WriteAllowance? _allowance;
    private bool _begun;

    /// <summary>The volume as last seen; null before it was made.</summary>
    public VolumeSight? Volume { get; private set; }

    /// <summary>The availability domain of the machine that this process runs on, and so of the volume; empty before it was made.</summary>
    public string AvailabilityDomain { get; private set; } = "";

    /// <summary>What took how long, on the tenancy's monotonic clock.</summary>
    public string Times => string.Join(", ", _times);

    private OciTenancy Tenancy => calls.Tenancy;

    /// <summary>The backup that the volume is to be made of.</summary>
    /// <exception cref="BackupNotFoundException">None fits (DR4211, DR4212).</exception>
    /// <exception cref="ManifestInvalidException">Its file manifest cannot be read.</exception>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        var found = options.Source == VolumeSourceKind.Clone
            ? await calls.ClonesAsync(options.SourceCompartmentId, options.VolumeId, cancellationToken).ConfigureAwait(false)
            : await calls.BackupsAsync(options.SourceCompartmentId, options.VolumeId, cancellationToken).ConfigureAwait(false);
        var (backup, selection) = VolumeChoice.Before($"{calls.Kind} '{options.VolumeId}'", found, incident.At);
        var manifest = ManifestOf(backup);
        return new BackupDescriptor
        {
            Id = new BackupId(backup.Id),
            Format = backup.Format,
            Location = $"oci://{calls.Region.Name}/{options.SourceCompartmentId}/{backup.Id}",
            Tool = "OCI Block Volume",
            TakenAt = backup.At,
            Size = new ByteCount(backup.Gigabytes << 30),
            Files = manifest is null ? null : (await FileManifestJson.ReadAsync(manifest, cancellationToken).ConfigureAwait(false)).Below(options.Wanted),
            ManifestDigest = manifest is null ? null : await Sha256Digest.OfFileAsync(manifest, cancellationToken).ConfigureAwait(false),
            Place = new BackupPlace(
                $"{calls.Region.Name}, compartment {options.SourceCompartmentId}",
                backup.ExpiresAt is { } expires
                    ? string.Create(CultureInfo.InvariantCulture, $"kept until {expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC; can be deleted before")
                    : "kept until it is deleted",
                backup.KeyId ?? "key of the service"),
            Selection = selection,
        };
    }

    /// <summary>Makes the volume of a backup and waits until it is AVAILABLE.</summary>
    /// <exception cref="RestoreFailedException">It came to FAULTY (DR4012).</exception>
    public async Task MakeAsync(BackupDescriptor backup, CancellationToken cancellationToken)
    {
        var host = await HostAsync(cancellationToken).ConfigureAwait(false);
        AvailabilityDomain = host.AvailabilityDomain;
        var began = Tenancy.Clock.GetTimestamp();
        _allowance = Tenancy.Guard.Allow(calls.Kind, options.CompartmentId, backup.Size.Bytes >> 30);
        _begun = true;
        Volume = await calls.CreateAsync(
            new VolumeWish(_name, options.CompartmentId, host.AvailabilityDomain, options.Source, backup.Id.Value), cancellationToken).ConfigureAwait(false);
        Volume = await calls.UntilAvailableAsync(Volume, cancellationToken).ConfigureAwait(false);
        Note($"{calls.Kind} AVAILABLE", began);
    }

    /// <summary>Attaches the volume read-only to the machine that this process runs on.</summary>
    /// <returns>The device.</returns>
    /// <exception cref="TargetNotReadyException">The attachment names no device (DR4221).</exception>
    public async Task<string> AttachAsync(CancellationToken cancellationToken)
    {
        var began = Tenancy.Clock.GetTimestamp();
        var client = calls.Region.Compute();
        var subject = $"{calls.Kind} '{_name}' ({Volume!.Id})";
        var device = await FreeDeviceAsync(cancellationToken).ConfigureAwait(false);
        var token = OciTenancy.NewRetryToken();
        var attachment = await Tenancy.Calls.AskAsync(
            "AttachVolume",
            subject,
            async ct => (await client.AttachVolume(
                new AttachVolumeRequest
                {
                    OpcRetryToken = token,
                    AttachVolumeDetails = new AttachParavirtualizedVolumeDetails
                    {
                        Device = device,
                        DisplayName = _name,
                        InstanceId = options.HostInstanceId,
                        IsReadOnly = true,
                        VolumeId = Volume.Id,
                    },
                },
                cancellationToken: ct).ConfigureAwait(false)).VolumeAttachment,
            cancellationToken).ConfigureAwait(false);
        attachment = await Tenancy.Wait.UntilAsync(
            $"attachment of {subject}",
            ct => GetAttachmentAsync(attachment.Id, ct),
            seen => seen.LifecycleState,
            [VolumeAttachment.LifecycleStateEnum.Attached],
            cancellationToken).ConfigureAwait(false);
        Note("attached", began);
        return attachment.Device is { Length: > 0 } path ? path : throw new TargetNotReadyException(
            "DR4221",
            subject,
            $"{subject} is attached to instance '{options.HostInstanceId}', and the attachment names no device; expected a path such as '/dev/oracleoci/oraclevdb'.",
            "does the instance's image support consistent device paths? Use one that does for the machine that drills run on.");
    }

    /// <summary>Notes what else took time.</summary>
    public void Note(string what, long began) => _times.Add(string.Create(
        CultureInfo.InvariantCulture, $"{what} after {Tenancy.Clock.GetElapsedTime(began).TotalSeconds:0.00} s"));

    /// <summary>Detaches the volume, and waits until it is.</summary>
    /// <returns>How that was seen, one line for each attachment.</returns>
    public async Task<IReadOnlyList<string>> DetachAsync(CancellationToken cancellationToken) => Volume is null
        ? []
        : await VolumeDetachment.DetachAsync(Tenancy, calls.Region, options.CompartmentId, Volume.Id, cancellationToken).ConfigureAwait(false);

    /// <summary>Detaches and deletes whatever was made, and looks whether it is gone.</summary>
    public async Task<DisposalOutcome> DisposeOfAsync(CancellationToken cancellationToken)
    {
        if (!_begun)
        {
            return new DisposalOutcome(true, [$"no {calls.Kind} was made"]);
        }

        try
        {
            // Where the answer to the creation was lost, the volume is known by its name alone.
            Volume ??= (await calls.ListAsync(options.CompartmentId, cancellationToken).ConfigureAwait(false))
                .FirstOrDefault(volume => volume.Name == _name);
            if (Volume is null)
            {
                return Gone([$"no {calls.Kind} '{_name}' is in the compartment"]);
            }

            var detached = await DetachAsync(cancellationToken).ConfigureAwait(false);
            var seen = await calls.DeleteAsync(Volume.Id, Tenancy.Options.RunId, cancellationToken).ConfigureAwait(false);
            return Gone([.. detached, $"{calls.Kind} '{_name}' ({Volume.Id}) deleted: {seen}"]);
        }
        catch (DrillException e)
        {
            return new DisposalOutcome(false, [$"{calls.Kind} '{_name}' ({Volume?.Id ?? "not seen"}) could not be removed: {e.Code} {e.Statement}"]);
        }
    }

    private DisposalOutcome Gone(IReadOnlyList<string> proof)
    {
        _allowance?.Dispose();
        _allowance = null;
        return new DisposalOutcome(true, proof);
    }

    /// <summary>The machine that this process runs on, which the volume must be made near.</summary>
    private async Task<Instance> HostAsync(CancellationToken cancellationToken)
    {
        var client = calls.Region.Compute();
        var host = await Tenancy.Calls.AskAsync(
            "GetInstance",
            $"instance '{options.HostInstanceId}'",
            async ct => (await client.GetInstance(new GetInstanceRequest { InstanceId = options.HostInstanceId }, cancellationToken: ct).ConfigureAwait(false)).Instance,
            cancellationToken).ConfigureAwait(false);
        return host.LifecycleState == Instance.LifecycleStateEnum.Running ? host : throw new TargetNotReadyException(
            "DR4213",
            $"instance '{options.HostInstanceId}'",
            $"Instance '{host.DisplayName}', which the {calls.Kind} is to be attached to, is {host.LifecycleState}; expected Running.",
            "is it the instance that this drill runs on? Name that one in drdrills.json.");
    }

    /// <summary>A consistent device path that is free, or null where the instance knows none.</summary>
    private async Task<string?> FreeDeviceAsync(CancellationToken cancellationToken)
    {
        var client = calls.Region.Compute();
        var devices = await Tenancy.Calls.ListAsync(
            "ListInstanceDevices",
            $"instance '{options.HostInstanceId}'",
            (page, ct) => client.ListInstanceDevices(
                new ListInstanceDevicesRequest { InstanceId = options.HostInstanceId, IsAvailable = true, Page = page }, cancellationToken: ct),
            answer => (answer.Items, answer.OpcNextPage),
            cancellationToken).ConfigureAwait(false);
        return devices is [var first, ..] ? first.Name : null;
    }

    private async Task<VolumeAttachment> GetAttachmentAsync(string id, CancellationToken cancellationToken) => (await calls.Region.Compute()
        .GetVolumeAttachment(new GetVolumeAttachmentRequest { VolumeAttachmentId = id }, cancellationToken: cancellationToken)
        .ConfigureAwait(false)).VolumeAttachment;

    private string? ManifestOf(VolumeBackupSight backup) => new[] { backup.Id, backup.CopyOf }
        .Where(id => id is not null && options.FileManifests is not null)
        .Select(id => Path.Combine(options.FileManifests!.FullName, $"{id}.files.json"))
        .FirstOrDefault(File.Exists);
}
