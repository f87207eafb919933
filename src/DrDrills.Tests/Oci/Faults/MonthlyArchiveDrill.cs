using System.Security.Cryptography;
using BharatMart.Estate;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Oci.Tenancy;
using DrDrills.PostgreSql.Backups;
using DrDrills.Testing;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>The monthly archive brought back from the archive tier and read to its last byte; the restore that it flows into asks nothing of OCI.</summary>
internal sealed class MonthlyArchiveDrill : FaultableDrill
{
    private readonly byte[] _dump = RandomNumberGenerator.GetBytes(200_001);
    private BharatMartEstate? _estate;
    private ArchiveBucket? _archive;
    private DirectoryInfo? _backup;
    private string _prefix = "";

    public override string Name => "monthly archive";

    public override async Task PrepareAsync(BharatMartEstate estate)
    {
        _estate = estate;
        _archive = await estate.PartAsync(ArchiveBucket.MakeAsync);
        _backup = estate.Folder.CreateSubdirectory("deposited");
        await File.WriteAllBytesAsync(Path.Combine(_backup.FullName, BackupLayout.CustomDump), _dump);
        var manifest = Samples.Manifest() with { Files = [new ManifestFile(BackupLayout.CustomDump, _dump.Length, Sha256Digest.Of(_dump).Hex)] };
        await ManifestJson.WriteAsync(manifest, Path.Combine(_backup.FullName, BackupLayout.Manifest), CancellationToken.None);
    }

    /// <summary>Another deposit: one that was brought back before need not be again.</summary>
    public override async Task RenewAsync() =>
        _prefix = await _archive!.DepositAsync(_backup!, ArchiveBucket.Replicated, null, CancellationToken.None);

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var source = new ObjectStorageBackupSource(tenancy, new ObjectStorageOptions
        {
            Region = _estate!.Mumbai.Name,
            Bucket = ArchiveBucket.Replicated,
            Prefix = _prefix,
            RangeBytes = 50_000,
            Connections = 2,
            ArchiveLimit = TimeSpan.FromSeconds(30),
        });
        var incident = new Incident("the database was lost", IncidentKind.Injected, _estate.Tenancy.Clock.GetUtcNow());
        return new FaultableRecovery(incident, new Reading(source, _dump), []);
    }

    private sealed class Reading(ObjectStorageBackupSource source, byte[] dump) : IRecovery
    {
        private string _read = "";

        public RestoredCopy Copy { get; } = new(null, null);

        public async Task<BackupDescriptor> LocateAsync(Incident incident, CancellationToken cancellationToken) =>
            (await source.ListAsync(cancellationToken)).Single();

        public Task<TargetDescription?> ProvisionAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken) =>
            Task.FromResult<TargetDescription?>(null);

        public async Task<FetchOutcome?> FetchAsync(BackupDescriptor backup, IProgress<StageProgress> progress, CancellationToken cancellationToken)
        {
            await source.PrepareAsync(backup, null, cancellationToken);
            await using var stream = await source.OpenAsync(backup, cancellationToken);
            using var bytes = new MemoryStream();
            await stream.Content.CopyToAsync(bytes, cancellationToken);
            await stream.EndAsync(cancellationToken);
            _read = Sha256Digest.Of(bytes.ToArray()).Hex;
            return null;
        }

        public Task<RestoreOutcome?> RestoreAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) => Task.FromResult<RestoreOutcome?>(null);

        public Task<RestoreOutcome?> ReplayAsync(IProgress<StageProgress> progress, CancellationToken cancellationToken) => Task.FromResult<RestoreOutcome?>(null);

        public Task<string> ReadyAsync(CancellationToken cancellationToken) => _read == Sha256Digest.Of(dump).Hex
            ? Task.FromResult("the bytes that were deposited")
            : throw new InvalidOperationException("Other bytes were read than were deposited, and nobody noticed.");

        public Task<DisposalOutcome> DisposeOfCopyAsync(CancellationToken cancellationToken) => Task.FromResult(new DisposalOutcome(true, ["nothing was made"]));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
