using System.Security.Cryptography;
using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.WorkrequestsService;
using Oci.WorkrequestsService.Models;
using Oci.WorkrequestsService.Requests;

namespace StandIns.Tests.Oci;

/// <summary>A user with an API key, and the calls that the tests make with it.</summary>
internal static class Someone
{
    internal static readonly RSA Key = RSA.Create(2048);

    internal static SimpleAuthenticationDetailsProvider User => new()
    {
        TenantId = "ocid1.tenancy.oc1..t",
        UserId = "ocid1.user.oc1..u",
        Fingerprint = "00:11",
        Region = Region.AP_MUMBAI_1,
        PrivateKeySupplier = new PrivateKeySupplier(Key.ExportRSAPrivateKeyPem()),
    };

    internal static readonly GetWorkRequestRequest Question = new() { WorkRequestId = "ocid1.workrequest.oc1..w" };

    /// <summary>Retries without pauses.</summary>
    internal static RetryConfiguration Retries(int attempts) => new() { MaxAttempts = attempts, GetNextDelayInSeconds = _ => 0 };

    internal static WorkRequestClient Client(LoopbackService service, ClientConfiguration? configuration = null) =>
        new(User, configuration, service.Endpoint);

    internal static async Task<WorkRequest> AskAsync(LoopbackService service, RetryConfiguration? retries = null, CancellationToken cancellationToken = default)
    {
        using var client = Client(service);
        return (await client.GetWorkRequest(Question, retries, cancellationToken)).WorkRequest;
    }
}
