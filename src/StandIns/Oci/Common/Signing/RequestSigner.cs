using Oci.Common.Auth;

namespace Oci.Common.Http.Signing;

/// <summary>Signs requests.</summary>
public abstract class RequestSigner
{
    /// <param name="authDetailsProvider">Whose key signs.</param>
    protected RequestSigner(IBasicAuthenticationDetailsProvider authDetailsProvider) => AuthDetailsProvider = authDetailsProvider;

    /// <summary>Whose key signs.</summary>
    protected IBasicAuthenticationDetailsProvider AuthDetailsProvider { get; }

    /// <summary>Adds what the signature covers and the signature itself.</summary>
    public abstract void SignRequest(HttpRequestMessage requestMessage);
}
