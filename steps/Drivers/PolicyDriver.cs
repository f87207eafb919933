using BharatMart.Estate;
using DrDrills.Configuration;
using DrDrills.Drills;
using DrDrills.Oci.Policies;
using DrDrills.Oci.Policies.Questions;
using DrDrills.Steps.Hooks;

namespace DrDrills.Steps.Drivers;

/// <summary>An estate of the scenario's own, broken in one place, and the audit of it; or the audit of the tenancy of <c>drdrills.json</c>.</summary>
public sealed class PolicyDriver(DrillWorld world, RunSession session, TenancyDriver tenancies, DrillDriver drills)
{
    private const string PlantedIn = "config/database.yml";

    private BharatMartEstate? _estate;
    private AuditedShop? _shop;

    private BharatMartEstate Estate => _estate ?? throw NotPrepared();

    private AuditedShop Shop => _shop ?? throw NotPrepared();

    /// <summary>A real tenancy is as it is: whether it is in good order is what the audit asks.</summary>
    public async Task PrepareAsync()
    {
        if (session.Settings.Provider is null)
        {
            _estate = await BharatMartEstate.OpenAsync(
                new BharatMartEstateOptions { RunId = RunIds.New(TimeProvider.System) }, CancellationToken.None);
            _shop = await AuditedShop.MakeAsync(_estate);
        }
    }

    public void Uncover()
    {
        Shop.Uncover(AuditedShop.Logs);
        Expect("the log volume has no backup policy", PolicyCoverageVerification.Uncovered);
    }

    public void StopBackups()
    {
        Shop.StopBackups();
        Expect("the newest backup of the boot volume is two days old", BackupFreshnessVerification.Stale);
    }

    public void PlantPassword()
    {
        PlantedCredential.OfEachKind().Single(one => one.Path == PlantedIn).PlantIn(Shop.Repository);
        Expect($"a password stands in {PlantedIn}", CredentialsInFilesVerification.InFile);
    }

    public void GrantTooMuch()
    {
        Shop.GrantTooMuch();
        Expect("the drill's identity may delete production's volumes", LeastPrivilegeVerification.TooMuch);
    }

    public async Task AuditAsync()
    {
        var clock = session.Settings.Provider is null ? (TimeProvider)Estate.Tenancy.Clock : TimeProvider.System;
        world.Incident = new Incident("the monthly audit is due", IncidentKind.Declared, clock.GetUtcNow());
        await drills.RunAsync((runId, _) =>
        {
            var audit = Audit(runId, clock);
            return (new PolicyAuditRecovery(audit), audit.Questions);
        });
    }

    private PolicyAudit Audit(string runId, TimeProvider clock)
    {
        if (session.Settings.Provider is not { } provider)
        {
            return new PolicyAudit(tenancies.Open(Estate, runId), Sources, clock);
        }

        var system = provider.Systems.First(one => one.Oci is not null);
        world.System = system.Name;
        return new PolicyAudit(tenancies.Open(provider.Oci!, runId), system.Oci!, clock);
    }

    private OciSources Sources => new()
    {
        Compartments = [Estate.Production.Id],
        ForbiddenSecret = Shop.ForbiddenSecret,
        Repositories = [Shop.Repository.FullName],
    };

    /// <summary>Removes the scenario's own estate.</summary>
    public async Task CloseAsync()
    {
        if (_estate is not null)
        {
            await _estate.DisposeAsync();
        }
    }

    private void Expect(string damage, string code)
    {
        world.Damage = damage;
        world.ExpectedRed = [code];
    }

    private static InvalidOperationException NotPrepared() => new("the scenario does not say that BharatMart is in good order");
}
