using System.Globalization;
using Oci.Common.Auth;

namespace Oci.Common;

/// <summary>A client of a service that exists once in every region.</summary>
public abstract class RegionalClientBase : ClientBase
{
    /// <summary>The provider's region gives the endpoint, unless one is given.</summary>
    /// <exception cref="NullReferenceException">The provider knows regions and has none, endpoint or not.</exception>
    private protected RegionalClientBase(
        IBasicAuthenticationDetailsProvider authProvider,
        ClientConfiguration clientConfiguration,
        string endpoint,
        Service service,
        string basePath)
        : base(authProvider, clientConfiguration, null, service, basePath)
    {
        if (authProvider is IRegionProvider regional) SetRegion(regional.Region);
        if (endpoint is not null) SetEndpoint(endpoint);
    }

    /// <summary>Takes the service's endpoint in the region.</summary>
    public void SetRegion(Region region) => SetEndpoint(region.GetEndpoint(Service));

    /// <summary>Takes the service's endpoint in the region of this identifier; an unknown one is taken for one of the commercial realm.</summary>
    public void SetRegion(string regionId) =>
        SetEndpoint(Region.FormatDefaultRegionEndpoint(Service, regionId.ToLower(CultureInfo.InvariantCulture)));
}
