using System.Buffers.Text;
using System.Text;

namespace StandIns.Tests.Oci;

/// <summary>JSON web tokens; nobody here looks at their signature.</summary>
internal static class Tokens
{
    internal static string ValidUntil(DateTimeOffset end, string name = "x") =>
        $"{Part("""{"alg":"RS256","typ":"JWT"}""")}.{Part($$"""{"sub":"{{name}}","exp":{{end.ToUnixTimeSeconds()}},"iat":{{end.AddHours(-2).ToUnixTimeSeconds()}}}""")}.{Part("signature")}";

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
