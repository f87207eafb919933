using BharatMart.Estate;
using BharatMart.Verifications;
using DrDrills.Backups;
using DrDrills.Oci.ObjectStorage;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Steps.Hooks;
using OciSimulator.ObjectStorage;

namespace DrDrills.Steps.Drivers;

/// <summary>The monthly archive in Object Storage: deposited, damaged for negative controls, restored while it flows.</summary>
public sealed class ArchiveDriver(DrillWorld world, RunSession session, TenancyDriver tenancy, DrillDriver drill)
{
    private const int DamagedPart = 2;

    private ArchiveBucket? _archive;
    private DirectoryInfo? _backup;
    private string _prefix = "";

    public Task DepositAsync() => DepositAsync(null);

    public async Task LosePartAsync()
    {
        var part = ArchiveBucket.PartOf(_prefix, DamagedPart);
        (await StorageAsync()).Lose(ArchiveBucket.Replicated, part);
        Expect($"object {part} is missing from the archive", part, ExpectedFinding.MissingPart);
    }

    /// <summary>The whole archive again, under a manifest that states the hash of another dump.</summary>
    public async Task StateAnotherChecksumAsync()
    {
        await DepositAsync(manifest => manifest with
        {
            Files = [.. manifest.Files.Select(file => file with { Sha256 = Sha256Digest.Of("another dump"u8).Hex })],
        });
        Expect("the manifest states the hash of another dump", BackupLayout.CustomDump, ExpectedFinding.WrongFlow);
    }

    public async Task ChangeBytesAsync()
    {
        var part = ArchiveBucket.PartOf(_prefix, DamagedPart);
        (await StorageAsync()).Rot(ArchiveBucket.Replicated, part, -1);
        Expect($"one byte of object {part} rotted where it lies; its size and its listed checksum did not change", part, ExpectedFinding.WrongObject);
    }

    /// <summary>Nothing is taken from the disk of this machine: the dump flows from the bucket into the restore.</summary>
    public async Task RecoverAsync()
    {
        var estate = await tenancy.EstateAsync();
        var target = await session.TargetAsync(CancellationToken.None);
        await drill.RunAsync((runId, work) =>
        {
            var source = SourceIn(estate, estate.Mumbai.Name, ArchiveBucket.Replicated, runId);
            var recovery = new DumpRecovery(new DumpRecoveryOptions
            {
                Source = source,
                Streamed = true,
                Target = target,
                RunId = runId,
                WorkFolder = work,
            });
            return (recovery, [new ArchiveObjectsVerification(source), .. Verifications.Streamed, new ShopApiVerification()]);
        });
    }

    private ObjectStorageBackupSource SourceIn(BharatMartEstate estate, string region, string bucket, string runId) => new(
        tenancy.Open(estate, runId), new ObjectStorageOptions { Region = region, Bucket = bucket, Prefix = _prefix, RangeBytes = 1 << 20 });

    private async Task DepositAsync(Func<BackupManifest, BackupManifest>? change)
    {
        var estate = await tenancy.EstateAsync();
        _archive ??= await estate.PartAsync(ArchiveBucket.MakeAsync);
        _backup ??= (await (await session.ShopAsync(CancellationToken.None)).Backups.DumpAsync(BackupFormat.PgDumpCustom)).GetDirectories().Single();
        _prefix = await _archive.DepositAsync(_backup, ArchiveBucket.Replicated, change, CancellationToken.None);
    }

    private async Task<ObjectStorageApi> StorageAsync() => (await tenancy.EstateAsync()).Mumbai.Api<ObjectStorageApi>();

    private void Expect(string damage, string subject, string code)
    {
        world.Damage = damage;
        world.DamagedSubject = subject;
        world.ExpectedRed = [code];
    }
}
