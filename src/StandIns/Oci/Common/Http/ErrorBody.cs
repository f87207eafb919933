using Newtonsoft.Json;
using Oci.Common.Model;
using Oci.Common.Serialization;

namespace Oci.Common.Http;

/// <summary>The JSON of an error answer: <c>code</c> and <c>message</c>.</summary>
internal sealed class ErrorBody
{
    [JsonProperty("code")]
    internal string Code { get; init; }

    [JsonProperty("message")]
    internal string Message { get; init; }

    /// <summary>The exception that stands for the answer.</summary>
    /// <exception cref="JsonReaderException">The body is no JSON.</exception>
    /// <exception cref="InvalidCastException">The body is plain text.</exception>
    internal static OciException ToException(HttpResponseMessage response, ApiDetails details = null)
    {
        var body = (ErrorBody)JsonBody.Read(response, typeof(ErrorBody));
        var requestId = response.Headers.TryGetValues("opc-request-id", out var ids) ? ids.FirstOrDefault() : "";
        return new OciException(
            response.StatusCode, body?.Message ?? response.ReasonPhrase ?? "Unknown Message", body?.Code ?? "Unknown Service Code", requestId, details);
    }
}
