using System.Buffers.Text;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Oci.Common.Auth;

/// <summary>A JSON web token as a federation gives it. Its signature is the service's business.</summary>
internal sealed class SecurityToken
{
    private readonly JObject _claims;

    internal SecurityToken(string text)
    {
        Text = text;
        _claims = JObject.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text.Split('.')[1])));
    }

    internal string Text { get; }

    internal DateTime ExpiresAt => DateTimeOffset.FromUnixTimeSeconds((long)_claims["exp"]).UtcDateTime;

    internal bool IsValid => ExpiresAt > TimeProvider.System.GetUtcNow().UtcDateTime;

    internal string Claim(string name) => (string)_claims[name];

    /// <summary>The token of an answer <c>{"token": "…"}</c>.</summary>
    internal static SecurityToken Answered(HttpResponseMessage response) =>
        new((string)JObject.Parse(response.Content.ReadAsStringAsync().Result).GetValue("token", StringComparison.OrdinalIgnoreCase));
}
