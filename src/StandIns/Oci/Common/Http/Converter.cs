using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Reflection;
using Oci.Common.Http;
using Oci.Common.Serialization;

namespace Oci.Common;

/// <summary>Writes a request's properties into an HTTP request and reads a response's from an HTTP response.</summary>
public static class Converter
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, HttpConverterAttribute Way)[]> _travellers = [];

    private static readonly HashSet<string> _contentHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "content-length", "content-type", "content-disposition", "content-encoding", "content-language", "content-md5",
    };

    /// <summary>The HTTP request; a property left null does not travel, not even a required one.</summary>
    /// <param name="uri">Endpoint, base path and the operation's path with its places in braces.</param>
    /// <param name="method">The method.</param>
    /// <param name="request">The parameters.</param>
    public static HttpRequestMessage ToHttpRequestMessage<T>(Uri uri, HttpMethod method, T request)
        where T : IOciRequest
    {
        var message = new HttpRequestMessage { Method = method };
        var address = uri.AbsoluteUri;
        var query = new List<string>();
        var contentHeaders = new List<(string Name, string Value)>();
        foreach (var (property, way) in Travellers(request.GetType()))
        {
            if (property.GetValue(request) is not { } value) continue;
            switch (way.Target)
            {
                case TargetEnum.Path:
                    address = address.Replace(Uri.EscapeDataString($"{{{way.Name}}}"), Uri.EscapeDataString(WireText.HeaderOrPath(value)), StringComparison.Ordinal);
                    break;
                case TargetEnum.Query:
                    query.Add(WireText.Query(way.Name, value, way.CollectionFormat));
                    break;
                case TargetEnum.Body:
                    message.Content = JsonBody.Write(value);
                    break;
                case TargetEnum.Header when value is IDictionary<string, string> several:
                    foreach (var (name, text) in several) message.Headers.TryAddWithoutValidation(name, text);
                    break;
                case TargetEnum.Header when value is IEnumerable<string> several:
                    message.Headers.TryAddWithoutValidation(way.Name, string.Join(',', several));
                    break;
                case TargetEnum.Header when _contentHeaders.Contains(way.Name):
                    contentHeaders.Add((way.Name, WireText.HeaderOrPath(value)));
                    break;
                case TargetEnum.Header:
                    message.Headers.TryAddWithoutValidation(way.Name, WireText.HeaderOrPath(value));
                    break;
            }
        }

        foreach (var (name, value) in contentHeaders) SetContentHeader(message.Content, name, value);
        message.RequestUri = new UriBuilder(address) { Query = string.Join('&', query) }.Uri;
        return message;
    }

    /// <summary>The typed response: headers by name, the body as JSON, or as a stream where the property is one.</summary>
    /// <exception cref="TargetInvocationException">The body of a successful answer cannot be read as the property's type.</exception>
    public static T FromHttpResponseMessage<T>(HttpResponseMessage responseMessage)
        where T : IOciResponse, new()
    {
        var response = new T { httpResponseMessage = responseMessage };
        foreach (var (property, way) in Travellers(typeof(T)))
        {
            if (way.Target == TargetEnum.Body)
            {
                property.SetValue(response, Body(responseMessage, property.PropertyType));
            }
            else if (property.PropertyType == typeof(Dictionary<string, string>))
            {
                var several = Headers(responseMessage).Where(header => header.Key.StartsWith(way.Name, StringComparison.Ordinal))
                    .ToDictionary(header => header.Key[way.Name.Length..], header => header.Value.FirstOrDefault());
                if (several.Count > 0) property.SetValue(response, several);
            }
            else if (Headers(responseMessage).LastOrDefault(header => header.Key.Equals(way.Name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } found)
            {
                property.SetValue(response, WireText.FromHeader(found.Value.FirstOrDefault(), property.PropertyType));
            }
        }

        return response;
    }

    private static object Body(HttpResponseMessage message, Type type)
    {
        try
        {
            return type == typeof(Stream) ? message.Content.ReadAsStreamAsync().Result : JsonBody.Read(message, type);
        }
        catch (Exception failure)
        {
            throw new TargetInvocationException(failure);
        }
    }

    private static void SetContentHeader(HttpContent content, string name, string value)
    {
        if (name.Equals("content-type", StringComparison.OrdinalIgnoreCase))
        {
            content.Headers.ContentType = new MediaTypeHeaderValue(Uri.UnescapeDataString(value));
        }
        else
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static IEnumerable<KeyValuePair<string, IEnumerable<string>>> Headers(HttpResponseMessage message) =>
        message.Headers.Concat(message.Content.Headers);

    private static (PropertyInfo Property, HttpConverterAttribute Way)[] Travellers(Type type) => _travellers.GetOrAdd(type, static one =>
        [.. one.GetProperties().Select(property => (property, property.GetCustomAttribute<HttpConverterAttribute>())).Where(pair => pair.Item2 is not null)]);
}
