using DrDrills.Configuration;

namespace DrDrills.Oci.Tenancy;

/// <summary>Which tenancy, as whom, in which regions, and what may be made there.</summary>
public sealed record OciTenancyOptions
{
    /// <value>As whom.</value>
    public required OciAuthentication Authentication { get; init; }

    /// <value>Names of the regions, at least one: first where the systems run, then where copies are kept.</value>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <value>One address that serves every service of a region, by the region's name; for regions on this machine. Default: none.</value>
    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <value>Second-level domain of the realm. Default: <c>oraclecloud.com</c>, the commercial realm.</value>
    public string RealmDomain { get; init; } = "oraclecloud.com";

    /// <value>OCID of the tenancy; null takes it from the authentication, where that knows it.</value>
    public string? Tenancy { get; init; }

    /// <value>The run that everything made is tagged with.</value>
    public required string RunId { get; init; }

    /// <value>How long what the run makes may live at most; <c>sweep</c> removes it afterwards whoever made it. Default: 4 hours.</value>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(4);

    /// <value>What may be made, where and how much. Default: nothing, nowhere.</value>
    public WriteLimits Limits { get; init; } = new();

    /// <value>How long calls and waits may take. Default: limits for a real tenancy.</value>
    public OciPatience Patience { get; init; } = new();

    /// <summary>The tenancy of <c>drdrills.json</c>.</summary>
    /// <param name="settings">As read.</param>
    /// <param name="runId">The run that everything made is tagged with.</param>
    public static OciTenancyOptions Of(OciSettings settings, string runId) => new()
    {
        Authentication = settings.Authentication switch
        {
            OciAuthenticationKind.SessionToken => new OciAuthentication.SessionToken(settings.ConfigFile, settings.Profile),
            OciAuthenticationKind.InstancePrincipal => new OciAuthentication.InstancePrincipal(),
            _ => new OciAuthentication.ConfigFile(settings.ConfigFile, settings.Profile),
        },
        Regions = settings.Regions,
        Endpoints = settings.Endpoints,
        RealmDomain = settings.RealmDomain,
        Tenancy = settings.Tenancy,
        RunId = runId,
        TimeToLive = settings.TimeToLive,
        Limits = new WriteLimits
        {
            Compartments = settings.WritableCompartments,
            MostResources = settings.MostResources,
            MostGigabytes = settings.MostGigabytes,
        },
        Patience = settings.Regions.All(settings.Endpoints.ContainsKey) ? OciPatience.OfLocalRegion : new OciPatience(),
    };
}
