using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Gets an Autonomous Database back beside itself: a clone of a moment, or of a backup, which is removed at the end.</summary>
/// <remarks>
/// The source is only read. Its fingerprint is taken before anything is made (<see cref="SourceUntouchedVerification"/> compares it later); the clone
/// carries the run's tags and is asked for with the access list that is wanted (<see cref="AccessListVerification"/> reads it back).
/// </remarks>
public sealed class AutonomousDatabaseClone : IRecovery
{
    private readonly AutonomousDatabaseCloneOptions _options;
    private readonly DatabaseCalls _calls;
    private readonly RecoveredDatabase _recovered;
    private WriteAllowance? _allowance;
    private AutonomousDatabase? _source;
    private CreateAutonomousDatabaseBase? _asked;
    private string _askedAs = "";
    private DateTimeOffset? _moment;
    private bool _isCreationLost;
    private string? _cloneId;
    private DisposalOutcome? _disposal;

    /// <summary>Does nothing yet.</summary>
    /// <exception cref="ConfigurationInvalidException">The options are wrong; carries all mistakes.</exception>
    public AutonomousDatabaseClone(AutonomousDatabaseCloneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] mistakes =
        [
            .. options.AccessList.Count == 0 || options.AccessList.Any(string.IsNullOrWhiteSpace)
                ? ["the access list is empty, which would open the clone to every address; name at least the one that the drill runs at."]
                : Array.Empty<string>(),
            .. options.Resolution <= TimeSpan.Zero ? ["the resolution of moments is not positive."] : Array.Empty<string>(),
        ];
        if (mistakes.Length > 0)
        {
            throw new ConfigurationInvalidException($"The clone of autonomous database '{options.SourceId}'", mistakes);
        }

        _options = options;
        _calls = new DatabaseCalls(options.Tenancy, options.Region is null ? options.Tenancy.Home : options.Tenancy.Region(options.Region));
        _recovered = new RecoveredDatabase(_calls, options.Connect, options.ConnectAs, options.Isolation, options.ReadyQuery);
        Verifications =
        [
            new AccessListVerification(options.AccessList, _recovered.ReadAsync),
            new SourceUntouchedVerification(() => Before, ReadSourceAsync),
        ];
    }

    /// <summary>Questions that only this recovery can answer: the clone's access list, and whether the source was left alone.</summary>
    public IReadOnlyList<IVerification> Verifications { get; }

    /// <inheritdoc/>
    public RestoredCopy Copy => _recovered.Copy;

    private SourceFingerprint? Before { get; set; }

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        _source = await _calls.GetAsync(_options.SourceId, cancellationToken).ConfigureAwait(false);
        var backups = await _calls.BackupsAsync(_options.SourceId, cancellationToken).ConfigureAwait(false);
        Before = await ReadSourceAsync(cancellationToken).ConfigureAwait(false);
        var chosen = DatabaseBackups.Choose(_source, backups, _options.From, incident, _options.Resolution);
        (_asked, _moment) = (chosen.Details, chosen.Moment);
        _askedAs = chosen.Words;
        return chosen.Describe(_calls.Region.Name, _options.Expected);
    }

    /// <inheritdoc/>
    public Task<TargetDescription?> ProvisionAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<TargetDescription?>(null);

    /// <inheritdoc/>
    /// <remarks>The service reads its own backup.</remarks>
    public Task<FetchOutcome?> FetchAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<FetchOutcome?>(null);

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await AskAsync(_source!, _asked!, cancellationToken).ConfigureAwait(false);
        var clone = await _calls.UntilAvailableAsync(_cloneId!, cancellationToken).ConfigureAwait(false);
        await _recovered.OpenAsync(clone, _asked!.AdminPassword, cancellationToken).ConfigureAwait(false);
        return new RestoreOutcome(
            $"clone '{clone.DisplayName}' of {_askedAs}",
            await RecoveredPoint.MeasureAsync(_recovered.Copy.Database!, _moment, _askedAs, _options.NewestRecordQuery, cancellationToken).ConfigureAwait(false),
            _options.Expected is null ? ["what the database held at that moment is not known; it is compared with nothing"] : [],
            "");
    }

    /// <inheritdoc/>
    /// <remarks>The service replays its log while it makes the clone.</remarks>
    public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) => _recovered.ReadyAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        if (_disposal is { Disposed: true })
        {
            return _disposal;
        }

        await _recovered.DisposeAsync().ConfigureAwait(false);
        var ids = _isCreationLost ? await FindLostAsync(cancellationToken).ConfigureAwait(false)
            : _cloneId is null ? [] : (IReadOnlyList<string>)[_cloneId];
        var proof = new List<string>();
        foreach (var id in ids)
        {
            proof.Add($"{DatabaseCalls.Name(id)} is gone: {await _calls.RemoveAsync(id, isOfAnyRun: false, cancellationToken).ConfigureAwait(false)}");
        }

        _allowance?.Dispose();
        return _disposal = new DisposalOutcome(true, proof.Count > 0 ? proof : ["no clone was made"]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _recovered.DisposeAsync();

    private async Task AskAsync(AutonomousDatabase source, CreateAutonomousDatabaseBase asked, CancellationToken cancellationToken)
    {
        _allowance = _options.Tenancy.Guard.Allow("autonomous database", _options.CompartmentId, source.DataStorageSizeInGBs ?? 0);
        asked.CompartmentId = _options.CompartmentId;
        asked.DbName = DatabaseName.New();
        asked.DisplayName = $"drdrills-{_options.Tenancy.Options.RunId}-{asked.DbName}";
        asked.ComputeModel = CreateAutonomousDatabaseBase.ComputeModelEnum.Ecpu;
        asked.ComputeCount = _options.ComputeCount;
        asked.AdminPassword = AdministratorPassword.New();
        asked.WhitelistedIps = [.. _options.AccessList];
        asked.FreeformTags = _options.Tenancy.Tags();
        try
        {
            _isCreationLost = true;
            _cloneId = (await _calls.CreateAsync(asked, cancellationToken).ConfigureAwait(false)).Id;
            _isCreationLost = false;
        }
        catch (CloudCallFailedException refused) when (!refused.IsTransient)
        {
            _isCreationLost = false;
            throw;
        }
    }

    /// <summary>A creation that was asked for and never answered may have been done all the same; the name tells.</summary>
    private async Task<IReadOnlyList<string>> FindLostAsync(CancellationToken cancellationToken)
    {
        var all = await _calls.ListAsync(_options.CompartmentId, cancellationToken).ConfigureAwait(false);
        return [.. all.Where(one => one.DisplayName == _asked!.DisplayName).Select(one => one.Id)];
    }

    private async Task<SourceFingerprint> ReadSourceAsync(CancellationToken cancellationToken) => SourceFingerprint.Of(
        await _calls.GetAsync(_options.SourceId, cancellationToken).ConfigureAwait(false),
        _options.SourceTables is null ? null : await _options.SourceTables(cancellationToken).ConfigureAwait(false));
}
