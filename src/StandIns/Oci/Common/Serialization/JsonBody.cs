using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;

namespace Oci.Common.Serialization;

/// <summary>Bodies: streams as they are, everything else as JSON without null members.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerSettings _settings = new()
    {
        ContractResolver = new WireContractResolver(),
        NullValueHandling = NullValueHandling.Ignore,
        MaxDepth = 128,
    };

    internal static HttpContent Write(object body)
    {
        HttpContent content = body is Stream stream
            ? new StreamContent(stream)
            : new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(body, Formatting.None, _settings))));
        content.Headers.ContentType = new MediaTypeHeaderValue(body is Stream ? "application/octet-stream" : "application/json");
        return content;
    }

    /// <exception cref="JsonReaderException">It is no JSON, an HTML page for instance.</exception>
    /// <exception cref="InvalidCastException">It is plain text and the type is not a string.</exception>
    internal static object Read(HttpResponseMessage message, Type type)
    {
        var mediaType = message.Content.Headers.TryGetValues("Content-Type", out var types) ? types.FirstOrDefault() ?? "" : "";
        if (mediaType.Contains("text/event-stream", StringComparison.Ordinal)) return null;
        var text = message.Content.ReadAsStringAsync().Result;
        if (!mediaType.Contains("text/plain", StringComparison.Ordinal)) return JsonConvert.DeserializeObject(text, type, _settings);
        return type == typeof(string) ? text : throw new InvalidCastException($"Unable to cast a plain text to type '{type}'.");
    }
}
