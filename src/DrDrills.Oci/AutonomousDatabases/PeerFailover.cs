using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Verification;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Gets a database back from its peer in another region, which becomes the primary; the region of the lost one is not asked for anything.</summary>
/// <remarks>
/// Changes the peer for good, and so wants its name (<see cref="DestructiveConsent"/>). What the primary had not sent when it was lost is lost: the data loss is
/// measured by the newest record.
/// </remarks>
public sealed class PeerFailover : IRecovery
{
    private readonly PeerFailoverOptions _options;
    private readonly DatabaseCalls _calls;
    private readonly RecoveredDatabase _recovered;
    private string? _peerId;

    /// <summary>Does nothing yet.</summary>
    public PeerFailover(PeerFailoverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _calls = new DatabaseCalls(options.Tenancy, options.Tenancy.Region(options.Region));
        _recovered = new RecoveredDatabase(_calls, options.Connect, options.ConnectAs, options.Isolation, options.ReadyQuery);
        Verifications = [new AccessListVerification(options.AccessList, _recovered.ReadAsync)];
    }

    /// <summary>Questions that only this recovery can answer: the access list that is in force afterwards.</summary>
    public IReadOnlyList<IVerification> Verifications { get; }

    /// <inheritdoc/>
    public RestoredCopy Copy => _recovered.Copy;

    /// <inheritdoc/>
    /// <exception cref="BackupNotFoundException">The region has no peer of the lost database (DR4308).</exception>
    /// <exception cref="TargetRefusedException">The peer is not on the allow list (DR4306), or was not named (DR4307).</exception>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        var standby = await FindStandbyAsync(cancellationToken).ConfigureAwait(false);
        var peer = await _calls.GetAsync(standby.Id, cancellationToken).ConfigureAwait(false);
        _options.Consent.Require(peer, "made the primary");
        _peerId = peer.Id;
        return new BackupDescriptor
        {
            Id = new BackupId(peer.Id),
            Format = new BackupFormat("autonomous database peer"),
            Location = $"oci-database://{_options.Region}/{peer.Id}",
            Tool = $"Autonomous Data Guard, {peer.DbVersion}",
            Manifest = _options.Expected,
            Place = new BackupPlace($"{_options.Region}, compartment {peer.CompartmentId}", null, peer.KmsKeyId is { } key ? $"key {key}" : "key of the service"),
            Selection = $"the standby of the lost database in {_options.Region}",
        };
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
        await _calls.FailOverAsync(_peerId!, _options.LostDatabaseId, cancellationToken).ConfigureAwait(false);
        var primary = await _calls.UntilAvailableAsync(_peerId!, cancellationToken).ConfigureAwait(false);
        await _recovered.OpenAsync(primary, adminPassword: null, cancellationToken).ConfigureAwait(false);
        var words = $"the end of the log that had reached {_options.Region}";
        return new RestoreOutcome(
            $"'{primary.DisplayName}' is the primary now, with {words}",
            await RecoveredPoint.MeasureAsync(_recovered.Copy.Database!, null, words, _options.NewestRecordQuery, cancellationToken).ConfigureAwait(false),
            ["the peer itself became the primary, as confirmed: there is no copy, and the roles stay changed"],
            "");
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
        return new DisposalOutcome(true, ["nothing was made beside the peer itself, which stays"]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _recovered.DisposeAsync();

    private async Task<AutonomousDatabaseSummary> FindStandbyAsync(CancellationToken cancellationToken)
    {
        var all = await _calls.ListAsync(_options.CompartmentId, cancellationToken).ConfigureAwait(false);
        foreach (var standby in all.Where(one => one.Role == AutonomousDatabaseSummary.RoleEnum.Standby))
        {
            var peers = await _calls.PeersAsync(standby.Id, cancellationToken).ConfigureAwait(false);
            if (peers.Any(peer => peer.Id == _options.LostDatabaseId))
            {
                return standby;
            }
        }

        throw new BackupNotFoundException(
            "DR4308",
            DatabaseCalls.Name(_options.LostDatabaseId),
            $"{DatabaseCalls.Name(_options.LostDatabaseId)} has no standby among the {all.Count} databases of its compartment in {_options.Region}.",
            "was cross-region Data Guard ever enabled? Its newest backup in another region is the next best.");
    }
}
