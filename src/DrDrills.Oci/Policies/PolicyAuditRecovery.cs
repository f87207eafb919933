using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.Oci.Policies;

/// <summary>A drill that recovers nothing: it looks whether there would be something to recover from. Makes nothing, so there is nothing to dispose of.</summary>
public sealed class PolicyAuditRecovery(PolicyAudit audit) : IRecovery
{
    /// <inheritdoc/>
    public RestoredCopy Copy { get; } = new(null, null);

    /// <summary>Takes the inventory.</summary>
    /// <exception cref="Errors.CloudCallFailedException">A list was refused or not answered.</exception>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        var inventory = await audit.TakeInventoryAsync(cancellationToken).ConfigureAwait(false);
        return new BackupDescriptor
        {
            Id = new BackupId("inventory"),
            Format = BackupFormat.Inventory,
            Location = $"compartments {string.Join(", ", audit.Sources.Compartments)} in {string.Join(", ", audit.Tenancy.Regions)}",
            Tool = "the services' own lists",
            TakenAt = inventory.TakenAt,
            Selection = inventory.Scope,
        };
    }

    /// <inheritdoc/>
    public Task<TargetDescription?> ProvisionAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<TargetDescription?>(null);

    /// <inheritdoc/>
    public Task<FetchOutcome?> FetchAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<FetchOutcome?>(null);

    /// <inheritdoc/>
    public Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) => Task.FromResult("every question was answered as promised");

    /// <inheritdoc/>
    public Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DisposalOutcome(true, ["nothing was made"]));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
