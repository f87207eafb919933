using BharatMart;
using BharatMart.Estate;
using BharatMart.Incidents;
using BharatMart.Verifications;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.Oci.AutonomousDatabases;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;
using NUnit.Framework;

namespace DrDrills.Steps.Drivers;

/// <summary>The catalogue in BharatMart's Autonomous Database: what happens to it, and how it is got back.</summary>
public sealed class CatalogDatabaseDriver(DrillWorld world, TenancyDriver tenancies, DrillDriver drill)
{
    private const int OrdersAtATime = 5;

    private BharatMartEstate? _estate;
    private CatalogDatabase? _catalog;
    private IReadOnlyList<ManifestTable> _left = [];
    private TargetRefusedException? _refusal;
    private string? _peer;

    private CatalogDatabase Catalog => _catalog ?? throw new InvalidOperationException("the scenario does not say where the catalogue is kept");

    public async Task OpenAsync()
    {
        _estate = await tenancies.EstateAsync();
        _catalog = await _estate.PartAsync(CatalogDatabase.MakeAsync);
        await _catalog.RenewAsync();
    }

    public void OpenToTheWorld() => Catalog.OpenToTheWorld();

    public void LetClonesInheritAccessList()
    {
        Catalog.LetClonesInheritAccessList();
        world.Damage = "the clone was given the access list that its source has today";
        world.ExpectedRed = [ExpectedFinding.AddressNotAskedFor];
    }

    /// <summary>The service knows whole seconds: a quiet one lies between what must come back and the migration.</summary>
    public async Task CorruptAsync()
    {
        var migration = new CorruptingMigration();
        world.HeldBeforeIncident = await Catalog.HeldAsync();
        await Catalog.AwaitNextSecondAsync();
        var at = await Catalog.NowAsync();
        await using var live = Catalog.Open();
        await using var connection = await live.OpenConnectionAsync();
        await migration.InjectAsync(connection, CancellationToken.None);
        world.Incident = new Incident("a migration corrupted the catalogue in the Autonomous Database", IncidentKind.Injected, at, migration.Table);
    }

    public Task CloneToMomentBeforeAsync() => CloneAsync(CloneFrom.BeforeIncident);

    public async Task CloneToMomentAfterAsync()
    {
        await Catalog.AwaitNextSecondAsync();
        world.Damage = "the moment that was cloned lies after the migration";
        world.ExpectedRed = [ExpectedFinding.WrongRows];
        await CloneAsync(new CloneFrom.Moment(await Catalog.NowAsync()));
    }

    public Task RestoreInPlaceAsync() => drill.RunAsync((runId, _) =>
    {
        var recovery = InPlace(runId, Catalog.DisplayName);
        return (recovery, [.. Questions, .. recovery.Verifications]);
    });

    public async Task RestoreInPlaceUnconfirmedAsync()
    {
        _left = await Catalog.TablesAsync();
        await using var recovery = InPlace(RunIds.New(TimeProvider.System), confirmedName: null);
        _refusal = Assert.ThrowsAsync<TargetRefusedException>(() => recovery.LocateAsync(drill.Incident, CancellationToken.None));
    }

    public void RequireRefusal() => Assert.That(_refusal?.Statement, Does.Contain($"'{Catalog.DisplayName}'").And.Contain(Catalog.Id));

    public async Task RequireLeftAloneAsync() => Assert.That(await Catalog.TablesAsync(), Is.EqualTo(_left));

    public async Task FollowAsync() => _peer = await Catalog.AddPeerAsync();

    public async Task OrderAsync()
    {
        await PlaceOrdersAsync();
        await Catalog.ReachPeerAsync();
    }

    /// <summary>A peer lags behind by what its primary has not archived yet.</summary>
    public async Task OrderMoreThanArrivesAsync()
    {
        await OrderAsync();
        await PlaceOrdersAsync();
        world.Damage = "the last orders had not reached the peer when its primary was lost";
        world.ExpectedRed = [ExpectedFinding.WrongRows];
    }

    public async Task LoseMumbaiAsync()
    {
        world.HeldBeforeIncident = await Catalog.HeldAsync();
        world.Incident = new Incident("Mumbai is lost", IncidentKind.Injected, await Catalog.NowAsync());
        await _estate!.Mumbai.StopAsync();
        await drill.RunAsync((runId, _) =>
        {
            var recovery = TakeOver(runId);
            return (recovery, [.. recovery.Verifications, .. Questions]);
        });
    }

    public async Task CloseAsync()
    {
        if (_peer is not null)
        {
            await Catalog.RemovePeerAsync(_peer);
        }
    }

    private async Task PlaceOrdersAsync()
    {
        await using var live = Catalog.Open();
        await new Workload(live).PlaceOrdersAsync(OrdersAtATime, CancellationToken.None);
    }

    private PeerFailover TakeOver(string runId) => new(new PeerFailoverOptions
    {
        Tenancy = tenancies.Open(_estate!, runId, TenancyDriver.Administrator),
        Region = _estate!.Hyderabad.Name,
        LostDatabaseId = Catalog.Id,
        CompartmentId = _estate.Production.Id,
        Consent = new DestructiveConsent(Catalog.DisplayName, [_peer!]),
        AccessList = CatalogDatabase.UsualAccessList,
        Expected = world.HeldBeforeIncident,
        NewestRecordQuery = CatalogDatabase.NewestRecordQuery,
        Isolation = (address, _) => Task.FromResult(Catalog.IsolationOf(address.Id)),
        Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
        ConnectAs = (address, role) => CatalogDatabase.Connect(address.Services["HIGH"], role),
    });

    private static IEnumerable<IVerification> Questions =>
        [.. Verifications.Default.Where(verification => verification.Moment == VerificationMoment.Restored), new ShopApiVerification()];

    private Task CloneAsync(CloneFrom from) => drill.RunAsync((runId, _) =>
    {
        var recovery = new AutonomousDatabaseClone(new AutonomousDatabaseCloneOptions
        {
            Tenancy = tenancies.Open(_estate!, runId),
            SourceId = Catalog.Id,
            CompartmentId = _estate!.Drills.Id,
            AccessList = CatalogDatabase.UsualAccessList,
            From = from,
            Expected = world.HeldBeforeIncident,
            NewestRecordQuery = CatalogDatabase.NewestRecordQuery,
            SourceTables = _ => Catalog.TablesAsync(),
            Isolation = (address, _) => Task.FromResult(Catalog.IsolationOf(address.Id)),
            Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
            ConnectAs = (address, role) => CatalogDatabase.Connect(address.Services["HIGH"], role),
        });
        return (recovery, [.. recovery.Verifications, .. Questions]);
    });

    /// <summary>By somebody who may change production; the drill's own identity may not.</summary>
    private InPlaceRestore InPlace(string runId, string? confirmedName) => new(new InPlaceRestoreOptions
    {
        Tenancy = tenancies.Open(_estate!, runId, TenancyDriver.Administrator),
        DatabaseId = Catalog.Id,
        Consent = new DestructiveConsent(confirmedName, [Catalog.Id]),
        AccessList = CatalogDatabase.UsualAccessList,
        Expected = world.HeldBeforeIncident,
        NewestRecordQuery = CatalogDatabase.NewestRecordQuery,
        Isolation = (address, _) => Task.FromResult(Catalog.IsolationOf(address.Id)),
        Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
        ConnectAs = (address, role) => CatalogDatabase.Connect(address.Services["HIGH"], role),
    });
}
