using System.Security.Cryptography;
using BharatMart.Estate;
using DrDrills.Backups;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Oci.Tenancy;
using DrDrills.PostgreSql.Backups;
using DrDrills.Testing;
using OciSimulator.ObjectStorage;

namespace DrDrills.Tests.Oci.ObjectStorage;

/// <summary>An estate of its own with one deposit of random bytes in the archive; read by the drill's identity.</summary>
internal sealed class ArchiveFixture : IAsyncDisposable
{
    private const int DumpBytes = 700_001;

    private ArchiveFixture(BharatMartEstate estate, OciTenancy tenancy, ArchiveBucket archive, byte[] dump, string prefix)
    {
        Estate = estate;
        Tenancy = tenancy;
        Archive = archive;
        Dump = dump;
        Prefix = prefix;
    }

    public BharatMartEstate Estate { get; }

    public OciTenancy Tenancy { get; }

    public ArchiveBucket Archive { get; }

    public byte[] Dump { get; }

    public string Prefix { get; }

    public ObjectStorageApi Mumbai => Estate.Mumbai.Api<ObjectStorageApi>();

    public string Part(int number) => ArchiveBucket.PartOf(Prefix, number);

    public static async Task<ArchiveFixture> OpenAsync(Func<BackupManifest, BackupManifest>? change = null)
    {
        var estate = await BharatMartEstate.OpenAsync(
            new BharatMartEstateOptions { RunId = "archive", LifecycleStep = TimeSpan.FromMilliseconds(50) }, CancellationToken.None);
        var tenancy = TenancyOf(estate);
        var archive = await estate.PartAsync(ArchiveBucket.MakeAsync);
        var dump = RandomNumberGenerator.GetBytes(DumpBytes);
        var folder = estate.Folder.CreateSubdirectory("backup");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, BackupLayout.CustomDump), dump);
        var manifest = Samples.Manifest() with { Files = [new ManifestFile(BackupLayout.CustomDump, dump.Length, Sha256Digest.Of(dump).Hex)] };
        await ManifestJson.WriteAsync(manifest, Path.Combine(folder.FullName, BackupLayout.Manifest), CancellationToken.None);
        var prefix = await archive.DepositAsync(folder, ArchiveBucket.Replicated, change, CancellationToken.None);
        return new ArchiveFixture(estate, tenancy, archive, dump, prefix);
    }

    /// <summary>As the drill's identity.</summary>
    public static OciTenancy TenancyOf(BharatMartEstate estate) => new(new OciTenancyOptions
    {
        Authentication = new OciAuthentication.ConfigFile(estate.ConfigFile.FullName, "DRDRILLS"),
        Regions = [estate.Mumbai.Name, estate.Hyderabad.Name],
        Endpoints = estate.Tenancy.Regions.ToDictionary(region => region.Name, region => region.Endpoint),
        RunId = "archive",
        Patience = OciPatience.OfLocalRegion,
    });

    public ObjectStorageBackupSource Source(Func<ObjectStorageOptions, ObjectStorageOptions>? change = null)
    {
        var options = new ObjectStorageOptions
        {
            Region = Estate.Mumbai.Name,
            Bucket = ArchiveBucket.Replicated,
            Prefix = "monthly/",
            RangeBytes = 50_000,
            Connections = 4,
            ArchiveLimit = TimeSpan.FromSeconds(30),
        };
        return new ObjectStorageBackupSource(Tenancy, change?.Invoke(options) ?? options);
    }

    /// <summary>Reads the one backup as it flows.</summary>
    public static async Task<(byte[] Bytes, StreamOutcome Outcome)> FlowAsync(ObjectStorageBackupSource source)
    {
        var backup = (await source.ListAsync(CancellationToken.None)).Single();
        await source.PrepareAsync(backup, null, CancellationToken.None);
        await using var stream = await source.OpenAsync(backup, CancellationToken.None);
        using var bytes = new MemoryStream();
        await stream.Content.CopyToAsync(bytes);
        return (bytes.ToArray(), await stream.EndAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        Tenancy.Dispose();
        await Estate.DisposeAsync();
    }
}
