using BharatMart.Estate;
using BharatMart.Incidents;
using DrDrills.Drills;
using DrDrills.Oci.AutonomousDatabases;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>The catalogue's database itself put back to the moment before it was corrupted, by somebody who may.</summary>
internal sealed class InPlaceRestoreDrill : FaultableDrill
{
    private BharatMartEstate? _estate;
    private CatalogDatabase? _catalog;
    private Incident? _incident;

    public override string Name => "catalogue restored in place";

    public override string Profile => "ADMINISTRATOR";

    public override async Task PrepareAsync(BharatMartEstate estate)
    {
        _estate = estate;
        _catalog = await estate.PartAsync(CatalogDatabase.MakeAsync);
    }

    /// <summary>A run that gave up may have left the database being restored.</summary>
    public override async Task RenewAsync()
    {
        await _estate!.Mumbai.Lifecycle.SettledAsync(CancellationToken.None);
        await _catalog!.RenewAsync();
        await _catalog.AwaitNextSecondAsync();
        var migration = new CorruptingMigration();
        _incident = new Incident("a migration corrupted the catalogue", IncidentKind.Injected, await _catalog.NowAsync(), migration.Table);
        await using var live = _catalog.Open();
        await using var connection = await live.OpenConnectionAsync();
        await migration.InjectAsync(connection, CancellationToken.None);
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var recovery = new InPlaceRestore(new InPlaceRestoreOptions
        {
            Tenancy = tenancy,
            DatabaseId = _catalog!.Id,
            Consent = new DestructiveConsent(_catalog.DisplayName, [_catalog.Id]),
            AccessList = CatalogDatabase.UsualAccessList,
            Isolation = (address, _) => Task.FromResult(_catalog.IsolationOf(address.Id)),
            Connect = address => CatalogDatabase.Connect(address.Services["HIGH"]),
        });
        return new FaultableRecovery(_incident!, recovery, recovery.Verifications);
    }
}
