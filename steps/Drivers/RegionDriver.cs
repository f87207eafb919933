using BharatMart;
using BharatMart.Estate;
using BharatMart.Verifications;
using DrDrills.Backups;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Oci.AutonomousDatabases;
using DrDrills.Oci.BlockVolumes;
using DrDrills.Oci.ObjectStorage;
using DrDrills.Oci.Policies.Inventory;
using DrDrills.Oci.Regions;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Steps.Hooks;
using DrDrills.Verification;
using OciSimulator.Databases;
using OciSimulator.ObjectStorage;

namespace DrDrills.Steps.Drivers;

/// <summary>An estate of the scenario's own, one region of which is lost while the drill runs.</summary>
public sealed class RegionDriver(DrillWorld world, RunSession session, TenancyDriver tenancies, DrillDriver drill)
{
    /// <summary>A connection's rate while the region stands, so that there is a middle to lose it in.</summary>
    private const long BytesPerSecond = 1 << 20;

    private const int RangeBytes = 1 << 17;
    private const int ReadsBeforeTheLoss = 3;
    private const int NewestOrders = 5;

    private BharatMartEstate? _estate;
    private LogVolume? _logs;
    private CatalogDatabase? _catalog;
    private string _peer = "";
    private string _bucket = "";
    private string _prefix = "";

    private BharatMartEstate Estate => _estate ?? throw new InvalidOperationException("the scenario does not say what lies in Mumbai");

    public Task DepositAsync() => DepositAsync(ArchiveBucket.Replicated);

    public async Task DepositByHandAsync()
    {
        await DepositAsync(ArchiveBucket.MumbaiOnly);
        world.Damage = "the archive was made by hand, without a copy in the second region";
        world.DamagedSubject = ArchiveBucket.PartOf(_prefix, 1);
        world.ExpectedRed = [ExpectedFinding.LostWithRegion];
    }

    /// <summary>The newest backup is copied to the second region; the one before it is not.</summary>
    public async Task CopyLogsAsync()
    {
        var estate = await OpenAsync();
        _logs = await LogVolume.CreateAsync(estate, CancellationToken.None);
        var newest = await _logs.BackUpAsync(incremental: false, estate.Tenancy.Clock.GetUtcNow(), CancellationToken.None);
        await _logs.CopyAsync(newest, estate.Hyderabad, CancellationToken.None);
    }

    /// <summary>Mumbai stops answering once a few ranges of the dump have come; the rest has to come from elsewhere.</summary>
    public async Task RecoverArchiveAsync()
    {
        Estate.Mumbai.Api<ObjectStorageApi>().BytesPerSecondOfAConnection = BytesPerSecond;
        var target = await session.TargetAsync(CancellationToken.None);
        var inventory = await InventoryAsync();
        Lose();
        using var drillEnded = new CancellationTokenSource();
        var loss = LoseInTheMiddleAsync(drillEnded.Token);
        await drill.RunAsync((runId, work) =>
        {
            var source = new ObjectStorageBackupSource(tenancies.Open(Estate, runId), Options);
            return (
                new DumpRecovery(new DumpRecoveryOptions { Source = source, Streamed = true, Target = target, RunId = runId, WorkFolder = work }),
                [new ArchiveObjectsVerification(source), LossOf(inventory, ArchiveBucket.Replicated), .. Verifications.Streamed, new ShopApiVerification()]);
        });
        await drillEnded.CancelAsync();
        await loss;
    }

    public async Task RecoverLogsAsync()
    {
        var inventory = await InventoryAsync();
        var host = await DrillHost.OfAsync(Estate);
        Lose();
        await Estate.Mumbai.StopAsync();
        await drill.RunAsync(
            (runId, work) => new VolumeRecovery(new VolumeRecoveryOptions
            {
                Tenancy = tenancies.Open(Estate, runId),
                VolumeId = _logs!.Volume.Id,
                SourceCompartmentId = Estate.Production.Id,
                CompartmentId = Estate.Drills.Id,
                HostInstanceId = host.In(Estate.Hyderabad.Name),
                Region = Estate.Hyderabad.Name,
                Wanted = [LogVolume.RecentLog],
                FileManifests = _logs.FileManifests,
                WorkFolder = work,
            }),
            [LossOf(inventory, _logs!.Volume.DisplayName), new FilesVerification([LogVolume.RecentLog])]);
    }

    /// <summary>The peer holds all log that had been sent; the newest orders are among it.</summary>
    public async Task PeerCatalogAsync()
    {
        var estate = await OpenAsync();
        _catalog = await estate.PartAsync(CatalogDatabase.MakeAsync);
        _peer = await estate.Hyderabad.Api<DatabasesApi>().AddPeerAsync(_catalog.Id);
        await using (var live = _catalog.Open())
        {
            await new Workload(live).PlaceOrdersAsync(NewestOrders, CancellationToken.None);
        }

        world.HeldBeforeIncident = await _catalog.HeldAsync();
        await estate.Mumbai.Api<DatabasesApi>().ShipLogAsync(_catalog.Id, CancellationToken.None);
    }

    public async Task RecoverCatalogAsync()
    {
        var inventory = await InventoryAsync();
        Lose();
        await Estate.Mumbai.StopAsync();
        await drill.RunAsync((runId, _) =>
        {
            var recovery = new PeerFailover(new PeerFailoverOptions
            {
                Tenancy = tenancies.Open(Estate, runId, TenancyDriver.Administrator),
                Region = Estate.Hyderabad.Name,
                LostDatabaseId = _catalog!.Id,
                CompartmentId = Estate.Production.Id,
                Consent = new DestructiveConsent(_catalog.DisplayName, [_peer]),
                AccessList = CatalogDatabase.UsualAccessList,
                Expected = world.HeldBeforeIncident,
                NewestRecordQuery = CatalogDatabase.NewestRecordQuery,
                Isolation = (address, _) => Task.FromResult(_catalog.IsolationOf(address.Id)),
                Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
                ConnectAs = (address, role) => CatalogDatabase.Connect(address.Services["HIGH"], role),
            });
            return (recovery, [LossOf(inventory, _catalog.DisplayName), .. recovery.Verifications, .. OfDatabases, new ShopApiVerification()]);
        });
    }

    public string LostByName => $"bucket '{ArchiveBucket.MumbaiOnly}'";

    /// <summary>Ends the scenario's own estate; nothing happens where it has none.</summary>
    public async Task CloseAsync()
    {
        if (_estate is not null)
        {
            await _estate.DisposeAsync();
        }
    }

    private static IEnumerable<IVerification> OfDatabases =>
        Verifications.Default.Where(verification => verification.Moment == VerificationMoment.Restored);

    private ObjectStorageOptions Options => new()
    {
        Region = Estate.Mumbai.Name,
        Bucket = _bucket,
        Prefix = _prefix,
        CopyRegion = Estate.Hyderabad.Name,
        CopyBucket = ArchiveBucket.Copy,
        RangeBytes = RangeBytes,
        Connections = 4,
    };

    private RegionLossVerification LossOf(IReadOnlyList<AuditedResource> inventory, string promised) =>
        new(inventory, Estate.Tenancy.Clock.GetUtcNow(), Estate.Mumbai.Name, Estate.Hyderabad.Name, [promised]);

    private void Lose() => world.Incident = new Incident(
        $"{Estate.Mumbai.Name} is lost", IncidentKind.Injected, Estate.Tenancy.Clock.GetUtcNow(), null);

    private async Task LoseInTheMiddleAsync(CancellationToken drillEnded)
    {
        while (!drillEnded.IsCancellationRequested)
        {
            if (Estate.Tenancy.Requests.All.Count(request => request.Operation == "GetObject" && request.Target.Contains(".part-", StringComparison.Ordinal)) >= ReadsBeforeTheLoss)
            {
                await Estate.Mumbai.StopAsync();
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }
    }

    /// <summary>Listed while both regions answer, as a policy audit does every month.</summary>
    private Task<IReadOnlyList<AuditedResource>> InventoryAsync() =>
        new InventoryReader(tenancies.Open(Estate, RunIds.New(TimeProvider.System)), Estate.Tenancy.Clock).ResourcesAsync(
            new OciSources { Compartments = [Estate.Production.Id] },
            Enum.GetValues<AuditedKind>(),
            CancellationToken.None);

    private async Task DepositAsync(string bucket)
    {
        var estate = await OpenAsync();
        var archive = await estate.PartAsync(ArchiveBucket.MakeAsync);
        var backup = (await (await session.ShopAsync(CancellationToken.None)).Backups.DumpAsync(BackupFormat.PgDumpCustom)).GetDirectories().Single();
        _bucket = bucket;
        _prefix = await archive.DepositAsync(backup, bucket, null, CancellationToken.None);
        await archive.ReplicatedAsync(CancellationToken.None);
    }

    private async Task<BharatMartEstate> OpenAsync() => _estate ??= await BharatMartEstate.OpenAsync(
        new BharatMartEstateOptions { RunId = session.Settings.RunId, Scale = session.Settings.Scale }, CancellationToken.None);
}
