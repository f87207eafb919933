using DrDrills.Oci.Tenancy;

namespace DrDrills.Oci.Configurations;

/// <summary>Which configuration is got back, and from where.</summary>
public sealed record ConfigurationRecoveryOptions
{
    /// <value>As whom, and where.</value>
    public required OciTenancy Tenancy { get; init; }

    /// <value>Object Storage namespace of the tenancy.</value>
    public required string Namespace { get; init; }

    /// <value>Bucket with versions, in the home region.</value>
    public required string Bucket { get; init; }

    /// <value>What the names of the backup's objects begin with: <c>production/</c>.</value>
    public required string Prefix { get; init; }

    /// <value>An existing folder that files are brought into.</value>
    public required DirectoryInfo WorkFolder { get; init; }
}
