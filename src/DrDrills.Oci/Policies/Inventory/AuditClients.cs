using DrDrills.Oci.Tenancy;
using Oci.DatabaseService;
using Oci.IdentityService;

namespace DrDrills.Oci.Policies.Inventory;

/// <summary>The clients of what is audited.</summary>
internal static class AuditClients
{
    public static DatabaseClient Databases(this OciRegion region) =>
        region.Client(OciHost.Database, (provider, configuration, endpoint) => new DatabaseClient(provider, configuration, endpoint));

    public static IdentityClient Policies(this OciRegion region) =>
        region.Client(OciHost.Identity, (provider, configuration, endpoint) => new IdentityClient(provider, configuration, endpoint));

    /// <summary>The SDK gives instants of UTC as local or unspecified ones.</summary>
    public static DateTimeOffset Utc(this DateTime instant) =>
        new(instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime() : DateTime.SpecifyKind(instant, DateTimeKind.Utc), TimeSpan.Zero);
}
