namespace DrDrills.Configuration;

/// <summary>The tenancy of <c>drdrills.json</c>: as whom, where, and what may be made there.</summary>
public sealed record OciSettings
{
    /// <value>As whom. Default: the API key of a profile.</value>
    public OciAuthenticationKind Authentication { get; init; }

    /// <value>The OCI configuration file; null takes OCI's default, <c>~/.oci/config</c>.</value>
    public string? ConfigFile { get; init; }

    /// <value>The profile in that file. Default: <c>DEFAULT</c>.</value>
    public string Profile { get; init; } = "DEFAULT";

    /// <value>OCID of the tenancy; null takes it from the profile.</value>
    public string? Tenancy { get; init; }

    /// <value>Names of the regions, at least one: first where the systems run, then where copies are kept.</value>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <value>One address that serves every service of a region, by the region's name; for regions on this machine. Default: none.</value>
    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <value>Second-level domain of the realm. Default: <c>oraclecloud.com</c>.</value>
    public string RealmDomain { get; init; } = "oraclecloud.com";

    /// <value>OCIDs of the compartments that runs may write to. Default: none.</value>
    public IReadOnlyList<string> WritableCompartments { get; init; } = [];

    /// <value>Resources that one run may have at one time. Default: 10.</value>
    public int MostResources { get; init; } = 10;

    /// <value>GiB that all volumes and databases of one run may have together at one time. Default: 500.</value>
    public int MostGigabytes { get; init; } = 500;

    /// <value>How long what a run makes may live. Default: 4 hours.</value>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromHours(4);
}
