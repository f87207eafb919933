using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DrDrills.Tests.OciSimulator;

/// <summary>Plain HTTP with a signature, so that these tests need no SDK.</summary>
internal sealed class OciClient : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public OciClient(Uri endpoint, RequestSigner signer)
    {
        _http.BaseAddress = endpoint;
        Signer = signer;
    }

    public RequestSigner Signer { get; }

    public Task<OciAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<OciAnswer> SendAsync(string method, string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body), sent: null, headers);

    /// <summary>Sends a body that may be another than the signed one.</summary>
    public async Task<OciAnswer> SendAsync(
        string method, string path, byte[]? signed, byte[]? sent, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_http.BaseAddress!, path));
        if (signed is not null)
        {
            request.Content = new ByteArrayContent(sent ?? signed);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        Signer.Sign(request, signed ?? []);
        using var response = await _http.SendAsync(request);
        return new OciAnswer(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.First()));
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record OciAnswer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Json.GetProperty("code").GetString();

    public string this[string property] => Json.GetProperty(property).ToString();
}
