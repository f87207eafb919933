namespace DrDrills.Oci.Tenancy;

/// <summary>Where a run may make things, and how many and how large at one time.</summary>
public sealed record WriteLimits
{
    /// <value>OCIDs of the compartments that may be written to. Default: none, so that nothing can be made.</value>
    public IReadOnlyList<string> Compartments { get; init; } = [];

    /// <value>Resources that one run may have at one time, 0 or more. Default: 10.</value>
    public int MostResources { get; init; } = 10;

    /// <value>GiB that all volumes and databases of one run may have together at one time, 0 or more. Default: 500.</value>
    public long MostGigabytes { get; init; } = 500;
}
