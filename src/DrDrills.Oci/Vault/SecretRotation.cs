using System.Globalization;
using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Drills;
using DrDrills.Errors;

namespace DrDrills.Oci.Vault;

/// <summary>Changes an application's password without stopping it, or takes such a change back.</summary>
/// <remarks>
/// A role of a database has one password, so the application has two logins and uses one. In this order: the new version is staged (PENDING);
/// the idle login gets its password; it is tried; the version becomes CURRENT; the application is seen to use it, and the other login to have no
/// session left; only then is the other login revoked; last, the replaced version is left DEPRECATED.
/// </remarks>
public sealed class SecretRotation : IRecovery
{
    private readonly SecretRotationOptions _options;
    private readonly VaultSecrets _secrets;
    private SecretVersionState? _replacedVersion;
    private Login? _replaced;
    private Login? _wanted;
    private long _wantedVersion;

    /// <summary>Does nothing yet.</summary>
    public SecretRotation(SecretRotationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _secrets = new VaultSecrets(options.Tenancy);
    }

    /// <summary>The login that is current afterwards; once restored.</summary>
    public Login Wanted => _wanted ?? throw new InvalidOperationException("the rotation was not made yet");

    /// <summary>The login that was current before; once located.</summary>
    public Login Replaced => _replaced ?? throw new InvalidOperationException("the rotation did not begin yet");

    /// <summary>Number of the version that holds <see cref="Wanted"/>; once restored.</summary>
    public long WantedVersion => _wantedVersion;

    /// <summary>Number of the version that holds <see cref="Replaced"/>; once located.</summary>
    public long ReplacedVersion => _replacedVersion?.Number ?? 0;

    /// <summary>What it was made from.</summary>
    public SecretRotationOptions Options => _options;

    /// <inheritdoc/>
    public RestoredCopy Copy { get; } = new(null, null);

    private string Subject => VaultSecrets.NameOf(_options.SecretId);

    private TimeProvider Clock => _options.Tenancy.Clock;

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        var versions = await _secrets.VersionsAsync(_options.SecretId, cancellationToken).ConfigureAwait(false);
        _replacedVersion = Marked(versions, "CURRENT");
        _replaced = await CurrentAsync(cancellationToken).ConfigureAwait(false);
        if (_options.Pair.First != _replaced.Username && _options.Pair.Second != _replaced.Username)
        {
            throw new TargetRefusedException(
                "DR4421",
                Subject,
                $"The current version of {Subject} names the login '{_replaced.Username}'; expected '{_options.Pair.First}' or '{_options.Pair.Second}'.",
                "is this the secret of another application?");
        }

        var backup = _options.To == RotationTarget.NewVersion ? _replacedVersion : Marked(versions, "PREVIOUS");
        return new BackupDescriptor
        {
            Id = new BackupId(string.Create(CultureInfo.InvariantCulture, $"{_options.SecretId} version {backup.Number}")),
            Format = new BackupFormat("OCI Vault secret version"),
            Location = VaultSecrets.Scheme + _options.SecretId,
            Tool = "OCI Vault",
            TakenAt = backup.CreatedAt,
            Selection = $"{string.Join(", ", backup.Stages)}, of {versions.Count}",
        };
    }

    /// <inheritdoc/>
    public async Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        if (_options.To == RotationTarget.NewVersion)
        {
            _wanted = new Login(Idle, SecretText.NewPassword());
            _wantedVersion = await _secrets.AddVersionAsync(
                _options.SecretId, SecretContent.Of(_wanted, "staged"), pending: true, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var previous = await _secrets.PreviousAsync(_options.SecretId, cancellationToken).ConfigureAwait(false);
            (_wanted, _wantedVersion) = (previous.ToLogin(Subject), previous.Version);
        }

        return null;
    }

    /// <inheritdoc/>
    public Task<FetchOutcome?> FetchAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<FetchOutcome?>(null);

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await _options.Logins.SetAsync(Wanted, cancellationToken).ConfigureAwait(false);
        if (!await _options.Logins.LetsInAsync(Wanted, cancellationToken).ConfigureAwait(false))
        {
            throw new RestoreFailedException(
                "DR4422",
                _options.Logins.System,
                $"The {_options.Logins.System} refuses '{Wanted.Username}' with the password of version {_wantedVersion}; that version stays staged, nothing was changed for the application.",
                "may the login connect to this database, and does pg_hba.conf ask it for a password?");
        }

        await _secrets.PromoteAsync(_options.SecretId, _wantedVersion, cancellationToken).ConfigureAwait(false);
        return new RestoreOutcome(
            string.Create(CultureInfo.InvariantCulture, $"'{Wanted.Username}' has its password and was let in; version {_wantedVersion} is CURRENT"),
            null,
            [],
            "");
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var took = await PickedUpAsync(cancellationToken).ConfigureAwait(false);
        await _options.Logins.RevokeAsync(Replaced.Username, cancellationToken).ConfigureAwait(false);
        if (!_options.KeepPrevious)
        {
            // A version is DEPRECATED once two others were current after it: the same login is written once more.
            _wantedVersion = await _secrets.AddVersionAsync(
                _options.SecretId, SecretContent.Of(Wanted, "confirmed"), pending: false, cancellationToken).ConfigureAwait(false);
        }

        return new RestoreOutcome(
            string.Create(CultureInfo.InvariantCulture, $"the application uses '{Wanted.Username}' since {took.TotalSeconds:0.0} s after it became current; '{Replaced.Username}' is revoked"),
            null,
            [],
            "");
    }

    /// <inheritdoc/>
    public async Task<string> ReadyAsync(CancellationToken cancellationToken)
    {
        var current = await CurrentAsync(cancellationToken).ConfigureAwait(false);
        return await _options.Logins.LetsInAsync(current, cancellationToken).ConfigureAwait(false)
            ? $"the vault's current login '{current.Username}' opens the {_options.Logins.System}"
            : throw new RestoreFailedException(
                "DR4423",
                _options.Logins.System,
                $"The {_options.Logins.System} refuses the vault's current login '{current.Username}'.",
                "roll back: the previous version of the secret has the login before.");
    }

    /// <inheritdoc/>
    public Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DisposalOutcome(true, ["a rotation makes no copy; the versions of the secret are its record"]));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Idle => Replaced.Username == _options.Pair.First ? _options.Pair.Second : _options.Pair.First;

    private async Task<Login> CurrentAsync(CancellationToken cancellationToken) =>
        (await _secrets.ResolveAsync(_options.SecretId, cancellationToken).ConfigureAwait(false)).ToLogin(Subject);

    /// <summary>Waits until the application uses the new login and nobody the other, for a while.</summary>
    private async Task<TimeSpan> PickedUpAsync(CancellationToken cancellationToken)
    {
        var begin = Clock.GetTimestamp();
        long? quiet = null;
        while (true)
        {
            var wanted = await _options.Logins.SessionsAsync(Wanted.Username, cancellationToken).ConfigureAwait(false);
            var replaced = await _options.Logins.SessionsAsync(Replaced.Username, cancellationToken).ConfigureAwait(false);
            quiet = wanted > 0 && replaced == 0 ? quiet ?? Clock.GetTimestamp() : null;
            if (quiet is { } since && Clock.GetElapsedTime(since) >= _options.Quiet)
            {
                return Clock.GetElapsedTime(begin, since);
            }

            if (Clock.GetElapsedTime(begin) >= _options.PickUpLimit)
            {
                throw new TargetNotReadyException(
                    "DR4424",
                    _options.Logins.System,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The application did not change to '{Wanted.Username}' within {_options.PickUpLimit.TotalSeconds:0} s: {wanted} sessions of it, {replaced} of '{Replaced.Username}'. Both logins work."),
                    "does the application read the secret again while it runs, and may its instance principal read it?");
            }

            await Task.Delay(_options.LookEvery, Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private SecretVersionState Marked(IReadOnlyList<SecretVersionState> versions, string stage) =>
        versions.FirstOrDefault(version => version.Stages.Contains(stage)) ?? throw new BackupNotFoundException(
            "DR4425", Subject, $"No version of {Subject} is marked {stage}; it has {string.Join("; ", versions)}.", "was it rotated before?");
}
