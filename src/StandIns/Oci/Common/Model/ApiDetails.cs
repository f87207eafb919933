namespace Oci.Common.Model;

/// <summary>Which operation failed.</summary>
public class ApiDetails
{
    /// <summary>The service.</summary>
    public string ServiceName { get; set; }

    /// <summary>The operation.</summary>
    public string OperationName { get; set; }

    /// <summary>Method and address.</summary>
    public string RequestEndpoint { get; set; }

    /// <summary>Where the operation is documented.</summary>
    public string ApiReferenceLink { get; set; }

    /// <summary>The client's user agent.</summary>
    public string UserAgent { get; set; }
}
