using System.Net;

namespace Oci.Common.Model;

/// <summary>The service answered with an error, or the call could not be made.</summary>
public class OciException : Exception
{
    /// <summary>A failure without an answer.</summary>
    public OciException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An answer, and the operation it belongs to.</summary>
    public OciException(HttpStatusCode statusCode, string message, string serviceCode, string opcRequestId, ApiDetails apiDetails)
        : this(statusCode, message, serviceCode, opcRequestId) => ApiDetails = apiDetails;

    /// <summary>An answer.</summary>
    public OciException(HttpStatusCode statusCode, string message, string serviceCode, string opcRequestId)
        : base(message) => (StatusCode, ServiceCode, OpcRequestId) = (statusCode, serviceCode, opcRequestId);

    /// <summary>An answer that could not be read.</summary>
    public OciException(string message, string serviceCode, string opcRequestId, Exception innerException)
        : base(message, innerException) => (ServiceCode, OpcRequestId) = (serviceCode, opcRequestId);

    /// <summary>An answer, and its cause.</summary>
    public OciException(HttpStatusCode statusCode, string message, string serviceCode, string opcRequestId, Exception innerException)
        : this(message, serviceCode, opcRequestId, innerException) => StatusCode = statusCode;

    /// <summary>A limit that was reached.</summary>
    public OciException(HttpStatusCode statusCode, string message, string opcRequestId, Exception innerException)
        : base(message, innerException) => (StatusCode, OpcRequestId) = (statusCode, opcRequestId);

    /// <summary>The HTTP status; zero where there was no answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The service's word for the error, as in <c>NotAuthorizedOrNotFound</c>; null where there was no answer.</summary>
    public string ServiceCode { get; }

    /// <summary>What Oracle's support asks for.</summary>
    public string OpcRequestId { get; }

    /// <summary>The operation; null where the failure was found before the call.</summary>
    public ApiDetails ApiDetails { get; }
}
