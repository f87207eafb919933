using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Puts an Autonomous Database itself back to a moment: everything after the moment is gone from it.</summary>
/// <remarks>Refused before anything is asked of the service, unless the database is on the allow list and was named (<see cref="DestructiveConsent"/>).</remarks>
public sealed class InPlaceRestore : IRecovery
{
    private readonly InPlaceRestoreOptions _options;
    private readonly DatabaseCalls _calls;
    private readonly RecoveredDatabase _recovered;
    private ChosenState? _chosen;
    private bool _isAsked;

    /// <summary>Does nothing yet.</summary>
    public InPlaceRestore(InPlaceRestoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _calls = new DatabaseCalls(options.Tenancy, options.Region is null ? options.Tenancy.Home : options.Tenancy.Region(options.Region));
        _recovered = new RecoveredDatabase(_calls, options.Connect, options.ConnectAs, options.Isolation, options.ReadyQuery);
        Verifications = [new AccessListVerification(options.AccessList, _recovered.ReadAsync)];
    }

    /// <summary>Questions that only this recovery can answer: the access list that is in force afterwards.</summary>
    public IReadOnlyList<IVerification> Verifications { get; }

    /// <inheritdoc/>
    public RestoredCopy Copy => _recovered.Copy;

    /// <inheritdoc/>
    /// <exception cref="TargetRefusedException">The database is not on the allow list (DR4306), or was not named (DR4307).</exception>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var database = await _calls.GetAsync(_options.DatabaseId, cancellationToken).ConfigureAwait(false);
        _options.Consent.Require(database, "restored in place");
        var backups = await _calls.BackupsAsync(_options.DatabaseId, cancellationToken).ConfigureAwait(false);
        var from = _options.Moment is { } at ? new CloneFrom.Moment(at) : CloneFrom.BeforeIncident;
        _chosen = DatabaseBackups.Choose(database, backups, from, incident, _options.Resolution);
        return _chosen.Describe(_calls.Region.Name, _options.Expected);
    }

    /// <inheritdoc/>
    public Task<TargetDescription?> ProvisionAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<TargetDescription?>(null);

    /// <inheritdoc/>
    public Task<FetchOutcome?> FetchAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<FetchOutcome?>(null);

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var chosen = _chosen!;
        _isAsked = true;
        await _calls.RestoreAsync(_options.DatabaseId, chosen.Moment, cancellationToken).ConfigureAwait(false);
        var restored = await _calls.UntilAvailableAsync(_options.DatabaseId, cancellationToken).ConfigureAwait(false);
        await _recovered.OpenAsync(restored, adminPassword: null, cancellationToken).ConfigureAwait(false);
        var point = await RecoveredPoint.MeasureAsync(
            _recovered.Copy.Database!, chosen.Moment, chosen.Words, _options.NewestRecordQuery, cancellationToken).ConfigureAwait(false);
        string[] deviations =
        [
            "the database itself was restored, as confirmed: there is no copy, and what came after the moment is gone",
            .. _options.Expected is null ? ["what the database held at that moment is not known; it is compared with nothing"] : Array.Empty<string>(),
        ];
        return new RestoreOutcome($"'{restored.DisplayName}' restored in place to {chosen.Words}", point, deviations, "");
    }

    /// <inheritdoc/>
    public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) => _recovered.ReadyAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        await _recovered.DisposeAsync().ConfigureAwait(false);
        return new DisposalOutcome(
            true, [_isAsked ? "nothing was made beside the database itself, which stays" : "nothing was asked of the service"]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _recovered.DisposeAsync();
}
