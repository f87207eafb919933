using System.Globalization;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using Oci.ObjectstorageService.Models;

namespace DrDrills.Oci.Configurations;

/// <summary>Gets a lost configuration back: files from their versioned backup, then keys, then secrets; references follow secrets that were made again.</summary>
/// <remarks>
/// Keys come before secrets: what the backup holds of a secret is encrypted under a key. OCI backs up HSM keys of virtual private vaults only,
/// and no secrets; so the backup holds each secret encrypted under such a key.
/// </remarks>
public sealed class ConfigurationRecovery : IRecovery
{
    private readonly ConfigurationRecoveryOptions _options;
    private readonly ConfigurationBackup _backup;
    private IReadOnlyList<ObjectVersionSummary> _versions = [];
    private DateTimeOffset _incident;
    private DirectoryInfo? _folder;
    private InfrastructureState? _state;
    private SecretRecovery? _secrets;

    /// <summary>Does nothing yet.</summary>
    public ConfigurationRecovery(ConfigurationRecoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _backup = new ConfigurationBackup(options);
    }

    /// <inheritdoc/>
    public RestoredCopy Copy => new(null, _folder);

    /// <inheritdoc/>
    public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(incident);
        _incident = incident.At;
        _versions = await _backup.ListAsync(incident.At, cancellationToken).ConfigureAwait(false);
        var newest = _versions.Max(version => version.TimeCreated!.Value.ToUniversalTime());
        return new BackupDescriptor
        {
            Id = new BackupId($"{_options.Prefix} as of {newest.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"),
            Format = new BackupFormat("versioned configuration files"),
            Location = _backup.Location,
            Tool = "OCI Object Storage versioning",
            TakenAt = new DateTimeOffset(newest, TimeSpan.Zero),
            Size = new ByteCount(_versions.Sum(version => version.Size ?? 0)),
            Place = new BackupPlace($"{_options.Tenancy.Home}, namespace {_options.Namespace}", null, null),
            Selection = $"newest version before the incident, of each of {_versions.Count} objects",
        };
    }

    /// <inheritdoc/>
    public Task<TargetDescription?> ProvisionAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<TargetDescription?>(null);

    /// <inheritdoc/>
    public async Task<FetchOutcome?> FetchAsync(
        BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        _folder = _options.WorkFolder.CreateSubdirectory("configuration");
        var size = 0L;
        foreach (var version in _versions)
        {
            size += await _backup.BringAsync(version, _folder, cancellationToken).ConfigureAwait(false);
        }

        return new FetchOutcome(_folder, _versions.Count, new ByteCount(size));
    }

    /// <inheritdoc/>
    public async Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        _state = InfrastructureState.Parse(
            await ReadAsync(ConfigurationLayout.Infrastructure, cancellationToken).ConfigureAwait(false), ConfigurationLayout.Infrastructure);
        var escrow = EscrowedSecret.Parse(
            await ReadAsync(ConfigurationLayout.Escrow, cancellationToken).ConfigureAwait(false), ConfigurationLayout.Escrow);
        var done = new List<string>();
        var keys = new KeyRecovery(_options);
        foreach (var key in _state.Of(InfrastructureState.Key))
        {
            done.Add(await keys.RecoverAsync(key, cancellationToken).ConfigureAwait(false));
        }

        _secrets = new SecretRecovery(_options, escrow, _state);
        foreach (var secret in _state.Of(InfrastructureState.Secret))
        {
            done.Add(await _secrets.RecoverAsync(secret, cancellationToken).ConfigureAwait(false));
        }

        await FollowAsync(_secrets.Replaced, cancellationToken).ConfigureAwait(false);
        var point = new RecoveryPoint(
            _versions.Max(version => new DateTimeOffset(version.TimeCreated!.Value.ToUniversalTime(), TimeSpan.Zero)),
            null,
            null,
            NothingLost: false,
            "creation of the newest version that was restored");
        return new RestoreOutcome(string.Join("; ", done), point.Instant <= _incident ? point : null, [], "");
    }

    /// <inheritdoc/>
    public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreOutcome?>(null);

    /// <inheritdoc/>
    public async Task<string> ReadyAsync(CancellationToken cancellationToken)
    {
        var restored = new RestoredReferences(_options.Tenancy, _folder!);
        var references = await restored.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var reference in references)
        {
            if (await restored.BrokenBecauseAsync(reference, cancellationToken).ConfigureAwait(false) is { } because)
            {
                throw new RestoreFailedException(
                    "DR4447", $"{reference}", $"The reference in {reference} led to a secret a moment ago, and does not any more: {because}.", "who deletes secrets now?");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"the application would start: {references.Count} secrets were read by their references");
    }

    /// <inheritdoc/>
    public async Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken)
    {
        var proof = new List<string>();
        if (_secrets is not null)
        {
            proof.AddRange(await _secrets.ForgetAsync(cancellationToken).ConfigureAwait(false));
            _secrets = null;
        }

        if (_folder is not null)
        {
            if (Directory.Exists(_folder.FullName))
            {
                _folder.Delete(recursive: true);
            }

            proof.Add($"folder '{_folder.Name}' {(Directory.Exists(_folder.FullName) ? "is still there" : "is gone")}");
        }

        return new DisposalOutcome(_folder is null || !Directory.Exists(_folder.FullName), proof);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<string> ReadAsync(string file, CancellationToken cancellationToken) =>
        File.ReadAllTextAsync(Path.Combine(_folder!.FullName, file), cancellationToken);

    /// <summary>Files that refer to a secret that was made again refer to the new one; the infrastructure's state too.</summary>
    private async Task FollowAsync(IReadOnlyDictionary<string, string> replaced, CancellationToken cancellationToken)
    {
        foreach (var file in _folder!.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => Follows(file.FullName)))
        {
            var text = await File.ReadAllTextAsync(file.FullName, cancellationToken).ConfigureAwait(false);
            var followed = replaced.Aggregate(text, (changed, one) => changed.Replace(one.Key, one.Value, StringComparison.Ordinal));
            if (followed != text)
            {
                await File.WriteAllTextAsync(file.FullName, followed, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private bool Follows(string path)
    {
        var name = Path.GetRelativePath(_folder!.FullName, path);
        return name == ConfigurationLayout.Infrastructure || name.StartsWith(ConfigurationLayout.Configuration, StringComparison.Ordinal);
    }
}
