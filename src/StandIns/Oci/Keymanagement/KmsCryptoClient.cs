using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.KeymanagementService.Requests;
using Oci.KeymanagementService.Responses;

namespace Oci.KeymanagementService;

/// <summary>What the keys of one vault do: its endpoint is that of the vault.</summary>
public class KmsCryptoClient : ClientBase
{
    /// <param name="authenticationDetailsProvider">Who signs.</param>
    /// <param name="clientConfiguration">Limits and retries; defaults when null.</param>
    /// <param name="endpoint">The endpoint of the vault; no region has one.</param>
    public KmsCryptoClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(
            authenticationDetailsProvider,
            clientConfiguration,
            endpoint,
            new Service { ServiceName = "KMSCRYPTO", ServiceEndpointPrefix = "", ServiceEndpointTemplate = "https://kms.{region}.{secondLevelDomain}" },
            "/")
    {
    }

    /// <summary>POST /20180608/encrypt</summary>
    public Task<EncryptResponse> Encrypt(
        EncryptRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<EncryptResponse>(HttpMethod.Post, "/20180608/encrypt", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /20180608/decrypt</summary>
    public Task<DecryptResponse> Decrypt(
        DecryptRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DecryptResponse>(HttpMethod.Post, "/20180608/decrypt", request, retryConfiguration, cancellationToken, completionOption);

    /// <summary>POST /20180608/sign</summary>
    public Task<SignResponse> Sign(
        SignRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<SignResponse>(HttpMethod.Post, "/20180608/sign", request, retryConfiguration, cancellationToken, completionOption);
}
