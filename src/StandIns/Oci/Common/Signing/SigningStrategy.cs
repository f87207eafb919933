namespace Oci.Common.Http.Signing;

/// <summary>Which headers of a request are signed.</summary>
public class SigningStrategy
{
    /// <summary>The body's headers too, where the method has a body.</summary>
    public static readonly SigningStrategy STANDARD = new();

    /// <summary>Never the body's: for bodies that are streamed and cannot be read twice.</summary>
    public static readonly SigningStrategy EXCLUDE_BODY = new();

    /// <summary>Where a request carries the strategy it wants.</summary>
    internal static readonly HttpRequestOptionsKey<SigningStrategy> OfRequest = new("oci-internal-signing-strategy-name");

    private SigningStrategy()
    {
    }
}
