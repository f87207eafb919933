using BharatMart.Estate;
using BharatMart.Incidents;
using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Oci.AutonomousDatabases;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>The catalogue cloned to the moment before it was corrupted.</summary>
internal sealed class CorruptedCatalogueDrill : FaultableDrill
{
    private BharatMartEstate? _estate;
    private CatalogDatabase? _catalog;
    private BackupManifest? _held;
    private Incident? _incident;

    public override string Name => "corrupted catalogue in the autonomous database";

    public override async Task PrepareAsync(BharatMartEstate estate)
    {
        _estate = estate;
        _catalog = await estate.PartAsync(CatalogDatabase.MakeAsync);
        await _catalog.RenewAsync();
        _held = await _catalog.HeldAsync();
        await _catalog.AwaitNextSecondAsync();
        var (migration, at) = (new CorruptingMigration(), await _catalog.NowAsync());
        await using var live = _catalog.Open();
        await using var connection = await live.OpenConnectionAsync();
        await migration.InjectAsync(connection, CancellationToken.None);
        _incident = new Incident("a migration corrupted the catalogue", IncidentKind.Injected, at, migration.Table);
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var recovery = new AutonomousDatabaseClone(new AutonomousDatabaseCloneOptions
        {
            Tenancy = tenancy,
            SourceId = _catalog!.Id,
            CompartmentId = _estate!.Drills.Id,
            AccessList = CatalogDatabase.UsualAccessList,
            From = CloneFrom.BeforeIncident,
            Expected = _held,
            NewestRecordQuery = CatalogDatabase.NewestRecordQuery,
            SourceTables = _ => _catalog.TablesAsync(),
            Isolation = (address, _) => Task.FromResult(_catalog.IsolationOf(address.Id)),
            Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
            ConnectAs = (address, role) => CatalogDatabase.Connect(address.Services["HIGH"], role),
        });
        return new FaultableRecovery(_incident!, recovery, recovery.Verifications);
    }
}
