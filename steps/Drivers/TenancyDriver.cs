using BharatMart.Estate;
using DrDrills.Configuration;
using DrDrills.Oci.Tenancy;
using DrDrills.Steps.Hooks;

namespace DrDrills.Steps.Drivers;

/// <summary>BharatMart's tenancy as the scenario's drill meets it.</summary>
public sealed class TenancyDriver(RunSession session) : IDisposable
{
    /// <summary>The drill's own identity: it may read backups in production, and write to its own compartment only.</summary>
    public const string Drill = "DRDRILLS";

    /// <summary>Somebody of BharatMart's who may change production.</summary>
    public const string Administrator = "ADMINISTRATOR";

    private readonly List<OciTenancy> _opened = [];

    public Task<BharatMartEstate> EstateAsync() => session.EstateAsync(CancellationToken.None);

    /// <summary>Opens the tenancy for one drill; closed with the scenario.</summary>
    /// <param name="estate">Where it is.</param>
    /// <param name="runId">The drill's run, which everything made is tagged with.</param>
    /// <param name="profile">Who asks.</param>
    public OciTenancy Open(BharatMartEstate estate, string runId, string profile = Drill)
    {
        var tenancy = new OciTenancy(new OciTenancyOptions
        {
            Authentication = new OciAuthentication.ConfigFile(estate.ConfigFile.FullName, profile),
            Regions = [.. estate.Tenancy.Regions.Select(region => region.Name)],
            Endpoints = estate.Tenancy.Regions.ToDictionary(region => region.Name, region => region.Endpoint),
            RunId = runId,
            Limits = new WriteLimits { Compartments = [estate.Drills.Id] },
            Patience = OciPatience.OfLocalRegion,
        });
        _opened.Add(tenancy);
        return tenancy;
    }

    /// <summary>Opens the tenancy of <c>drdrills.json</c> for one drill; closed with the scenario.</summary>
    public OciTenancy Open(OciSettings settings, string runId)
    {
        var tenancy = new OciTenancy(OciTenancyOptions.Of(settings, runId));
        _opened.Add(tenancy);
        return tenancy;
    }

    public void Dispose() => _opened.ForEach(tenancy => tenancy.Dispose());
}
