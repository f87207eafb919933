using System.Globalization;

namespace Oci.Common;

/// <summary>A region. Known from the start are the two that BharatMart uses; others are registered.</summary>
public class Region
{
    private static readonly List<Region> _known = [];

    /// <summary>By name as upstream asks for it, which a program in invariant mode must allow (<c>PredefinedCulturesOnly</c> false).</summary>
    private static readonly CultureInfo _english = new("en-US", useUserOverride: false);

    /// <summary>Hyderabad.</summary>
    public static readonly Region AP_HYDERABAD_1 = Register("ap-hyderabad-1", Realm.OC1, "hyd");

    /// <summary>Mumbai.</summary>
    public static readonly Region AP_MUMBAI_1 = Register("ap-mumbai-1", Realm.OC1, "bom");

    private Region(string regionId, string regionCode, Realm realm) => (RegionId, RegionCode, Realm) = (regionId, regionCode, realm);

    /// <summary>The identifier, as in <c>ap-mumbai-1</c>.</summary>
    public string RegionId { get; }

    /// <summary>The three-letter code that an instance's metadata may answer with, or null.</summary>
    public string RegionCode { get; }

    /// <summary>The realm it belongs to.</summary>
    public Realm Realm { get; }

    /// <summary>The service's endpoint in this region.</summary>
    public string GetEndpoint(Service service) =>
        (string.IsNullOrEmpty(service.ServiceEndpointTemplate) ? "https://{serviceEndpointPrefix}.{region}.{secondLevelDomain}" : service.ServiceEndpointTemplate)
        .Replace("{serviceEndpointPrefix}", service.ServiceEndpointPrefix, StringComparison.Ordinal)
        .Replace("{region}", RegionId, StringComparison.Ordinal)
        .Replace("{secondLevelDomain}", Realm.SecondLevelDomain, StringComparison.Ordinal);

    /// <summary>The service's endpoint in a region, which is taken for one of the commercial realm when it is not known.</summary>
    public static string FormatDefaultRegionEndpoint(Service service, string regionId) =>
        (Find(regionId) ?? new Region(regionId, null, Realm.OC1)).GetEndpoint(service);

    /// <summary>The service's endpoint in a region.</summary>
    public static string FormatDefaultRegionEndpoint(Service service, Region region) => region.GetEndpoint(service);

    /// <exception cref="ArgumentException">No region is known by this identifier.</exception>
    public static Region FromRegionId(string regionId) =>
        Find(regionId) ?? throw new ArgumentException($"Unable to find region from regionId {regionId}.", nameof(regionId));

    /// <exception cref="ArgumentException">No region is known by this code or identifier.</exception>
    public static Region FromRegionCodeOrId(string regionCodeOrId) =>
        Find(regionCodeOrId) ?? throw new ArgumentException($"Unable to find region from regionId or regionCode {regionCodeOrId}.", nameof(regionCodeOrId));

    /// <summary>Every region known.</summary>
    public static Region[] Values()
    {
        lock (_known) return [.. _known];
    }

    /// <summary>The region of this identifier, made known if it was not.</summary>
    public static Region Register(string regionId, Realm realm) => Register(regionId, realm, null);

    /// <summary>The region of this identifier, made known if it was not.</summary>
    /// <exception cref="ArgumentException">It is known in another realm.</exception>
    public static Region Register(string regionId, Realm realm, string regionCode)
    {
        ArgumentNullException.ThrowIfNull(realm);
        var id = regionId.Trim().ToLower(_english);
        lock (_known)
        {
            if (_known.Find(region => region.RegionId == id) is { } known)
            {
                return known.Realm == realm ? known : throw new ArgumentException($"Region {id} is registered in the realm {known.Realm.RealmId}.", nameof(realm));
            }

            var region = new Region(id, regionCode?.Trim().ToLower(_english), realm);
            _known.Add(region);
            return region;
        }
    }

    private static Region Find(string codeOrId)
    {
        lock (_known) return _known.Find(region => region.RegionId == codeOrId || (region.RegionCode is not null && region.RegionCode == codeOrId));
    }
}
