namespace Oci.Common;

/// <summary>Name and endpoint template of a service.</summary>
public class Service
{
    /// <summary>The name, upper case.</summary>
    public string ServiceName { get; set; }

    /// <summary>First label of the host name where there is no template.</summary>
    public string ServiceEndpointPrefix { get; set; }

    /// <summary>The endpoint with the places <c>{region}</c> and <c>{secondLevelDomain}</c>, or null for the usual form.</summary>
    public string ServiceEndpointTemplate { get; set; }
}
