namespace DrDrills.Oci.Tenancy;

/// <summary>A service of OCI by the host that answers for it in a region; each of its clients knows its own base path.</summary>
/// <param name="Template">
/// Host, with <c>{region}</c> and <c>{realm}</c> (the realm's second-level domain), as the service's API reference gives it.
/// </param>
public readonly record struct OciHost(string Template)
{
    /// <summary>Volumes, instances and networks; work requests of them too.</summary>
    public static OciHost Core { get; } = new("iaas.{region}.{realm}");

    /// <summary>Autonomous databases.</summary>
    public static OciHost Database { get; } = new("database.{region}.{realm}");

    /// <summary>Users, compartments, policies.</summary>
    public static OciHost Identity { get; } = new("identity.{region}.oci.{realm}");

    /// <summary>Vaults; keys are served by a host of each vault's own.</summary>
    public static OciHost KeyVaults { get; } = new("kms.{region}.{realm}");

    /// <summary>Messages to the subscribers of topics.</summary>
    public static OciHost Notifications { get; } = new("notification.{region}.oci.{realm}");

    /// <summary>Buckets and objects.</summary>
    public static OciHost ObjectStorage { get; } = new("objectstorage.{region}.{realm}");

    /// <summary>The content of secrets.</summary>
    public static OciHost Secrets { get; } = new("secrets.vaults.{region}.oci.{realm}");

    /// <summary>Secrets and their versions, without the content.</summary>
    public static OciHost Vault { get; } = new("vaults.{region}.oci.{realm}");

    /// <summary>Where the service answers.</summary>
    /// <param name="region">Name of the region: <c>ap-mumbai-1</c>.</param>
    /// <param name="realm">Second-level domain of the realm: <c>oraclecloud.com</c>.</param>
    public Uri EndpointIn(string region, string realm) => new(
        "https://" + Template.Replace("{region}", region, StringComparison.Ordinal).Replace("{realm}", realm, StringComparison.Ordinal));
}
