using Oci.Common.Auth;
using Oci.Common.Http.Signing;

namespace Oci.Common.Http;

/// <summary>Signs what it sends.</summary>
internal sealed class SigningHandler : HttpClientHandler
{
    private readonly DefaultRequestSigner _signer;
    private readonly DefaultRequestSigner _withoutBody;

    internal SigningHandler(IBasicAuthenticationDetailsProvider authProvider, ClientConfiguration configuration)
    {
        _signer = new DefaultRequestSigner(authProvider);
        _withoutBody = new DefaultRequestSigner(authProvider, SigningStrategy.EXCLUDE_BODY);
        ClientCertificateOptions = configuration.ClientCertificateOption;
        if (configuration.ClientCertificates is { Length: > 0 } certificates) ClientCertificates.AddRange(certificates);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bodiless = request.Options.TryGetValue(SigningStrategy.OfRequest, out var strategy) && strategy == SigningStrategy.EXCLUDE_BODY;
        (bodiless ? _withoutBody : _signer).SignRequest(request);
        return base.SendAsync(request, cancellationToken);
    }
}
