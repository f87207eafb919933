using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>What block volumes and boot volumes are asked alike, in one region.</summary>
internal abstract class VolumeCalls(OciTenancy tenancy, OciRegion region)
{
    /// <summary>What it is called in messages: <c>volume</c>, <c>boot volume</c>.</summary>
    public abstract string Kind { get; }

    public OciTenancy Tenancy => tenancy;

    public OciRegion Region => region;

    /// <summary>Backups of one volume in a compartment, as far as the service still has them.</summary>
    public abstract Task<IReadOnlyList<VolumeBackupSight>> BackupsAsync(string compartmentId, string volumeId, CancellationToken cancellationToken);

    /// <summary>Volumes of a compartment.</summary>
    public abstract Task<IReadOnlyList<VolumeSight>> ListAsync(string compartmentId, CancellationToken cancellationToken);

    /// <summary>One volume, unrepeated where it is not found.</summary>
    public abstract Task<VolumeSight> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>Begins the deletion of a volume.</summary>
    protected abstract Task DeleteCoreAsync(string id, CancellationToken cancellationToken);

    /// <summary>Begins the making of a volume.</summary>
    protected abstract Task<VolumeSight> CreateCoreAsync(
        VolumeWish wish, Dictionary<string, string> tags, string retryToken, CancellationToken cancellationToken);

    /// <summary>Clones of one volume that stand by in a compartment; those that runs made are no backups.</summary>
    public async Task<IReadOnlyList<VolumeBackupSight>> ClonesAsync(string compartmentId, string volumeId, CancellationToken cancellationToken)
    {
        var volumes = await ListAsync(compartmentId, cancellationToken).ConfigureAwait(false);
        return
        [
            .. volumes
                .Where(volume => volume.ClonedFrom == volumeId && RunTags.Read(volume.Tags) is null)
                .Select(volume => new VolumeBackupSight(
                    volume.Id,
                    volume.Name,
                    new BackupFormat($"OCI {Kind} clone"),
                    $"{volume.State}" == "Available",
                    volume.CreatedAt,
                    volume.Gigabytes,
                    null,
                    volume.KeyId,
                    null)),
        ];
    }

    /// <summary>Begins the making of a volume with this run's tags.</summary>
    public Task<VolumeSight> CreateAsync(VolumeWish wish, CancellationToken cancellationToken)
    {
        var (tags, token) = (Tenancy.Tags(), OciTenancy.NewRetryToken());
        return Tenancy.Calls.AskAsync(
            $"Create{Word}", $"{Kind} '{wish.Name}'", ct => CreateCoreAsync(wish, tags, token, ct), cancellationToken);
    }

    /// <summary>Waits until a volume is AVAILABLE; FAULTY and the like end the wait at once.</summary>
    public Task<VolumeSight> UntilAvailableAsync(VolumeSight volume, CancellationToken cancellationToken) => Tenancy.Wait.UntilAsync(
        $"{Kind} '{volume.Name}' ({volume.Id})", ct => GetAsync(volume.Id, ct), seen => seen.State, [Available], cancellationToken);

    /// <summary>Deletes a volume that a run made, and waits until it is gone.</summary>
    /// <param name="id">OCID.</param>
    /// <param name="runId">The run that must have made it.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <returns>How its absence was seen.</returns>
    /// <exception cref="TargetRefusedException">It is not that run's (DR4226), or outside the allow list.</exception>
    public async Task<string> DeleteAsync(string id, string runId, CancellationToken cancellationToken)
    {
        var subject = $"{Kind} '{id}'";
        var now = await Tenancy.Calls.AskForAsync($"Get{Word}", subject, ct => GetAsync(id, ct), cancellationToken).ConfigureAwait(false);
        if (now is not null && !IsEnding(now))
        {
            RequireOf(now, runId);
            await Tenancy.Calls.EndAsync(
                $"Delete{Word}", subject, RemoveAsync, async ct => IsEnding(await GetAsync(id, ct).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        }

        return await Tenancy.Wait.UntilGoneAsync(subject, ct => GetAsync(id, ct), seen => seen.State, cancellationToken).ConfigureAwait(false);

        async Task<string> RemoveAsync(CancellationToken token)
        {
            await DeleteCoreAsync(id, token).ConfigureAwait(false);
            return id;
        }
    }

    private static bool IsEnding(VolumeSight volume) => $"{volume.State}" is "Terminated" or "Terminating";

    private void RequireOf(VolumeSight volume, string runId)
    {
        Tenancy.Guard.RequireWritable(volume.CompartmentId);
        if (RunTags.Read(volume.Tags)?.RunId is var run && run != runId)
        {
            throw new TargetRefusedException(
                "DR4226",
                $"{Kind} '{volume.Id}'",
                $"{Kind} '{volume.Name}' ({volume.Id}) is not deleted: its tag '{RunTags.RunKey}' is {(run is null ? "missing" : $"'{run}'")}, expected '{runId}'.",
                "only what a run made is removed; who took its tag away?");
        }
    }

    /// <summary>The kind in operations: <c>Volume</c>, <c>BootVolume</c>.</summary>
    protected abstract string Word { get; }

    /// <summary>The state AVAILABLE of the kind's own enumeration.</summary>
    protected abstract Enum Available { get; }
}
