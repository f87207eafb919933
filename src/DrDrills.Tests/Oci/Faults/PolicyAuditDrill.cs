using BharatMart.Estate;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Oci.Policies;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>The audit of backup policies over a shop in good order; it makes nothing, so it can leave nothing.</summary>
internal sealed class PolicyAuditDrill : FaultableDrill
{
    private BharatMartEstate? _estate;
    private AuditedShop? _shop;

    public override string Name => "audit of backup policies";

    public override bool OwnEstate => true;

    public override async Task PrepareAsync(BharatMartEstate estate)
    {
        _estate = estate;
        _shop = await AuditedShop.MakeAsync(estate);
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work)
    {
        var sources = new OciSources
        {
            Compartments = [_estate!.Production.Id], ForbiddenSecret = _shop!.ForbiddenSecret, Repositories = [_shop.Repository.FullName],
        };
        var audit = new PolicyAudit(tenancy, sources, _estate.Tenancy.Clock);
        var incident = new Incident("the monthly audit is due", IncidentKind.Declared, _estate.Tenancy.Clock.GetUtcNow());
        return new FaultableRecovery(incident, new PolicyAuditRecovery(audit), audit.Questions);
    }
}
