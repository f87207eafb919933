namespace StandIns.Tests.Oci;

/// <summary>A request as it came over the wire.</summary>
internal sealed record RecordedRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>The value of a header, or null.</summary>
    internal string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>A part of the authorization header, as in <c>keyId</c>.</summary>
    internal string Signed(string part) => Header("authorization")!.Split($"{part}=\"")[1].Split('"')[0];

    internal string Text => System.Text.Encoding.UTF8.GetString(Body);
}
