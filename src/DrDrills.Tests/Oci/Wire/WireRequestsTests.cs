using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using DrDrills.Oci.Tenancy;
using DrDrills.Testing;
using NUnit.Framework;
using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Model;
using Oci.Common.Retry;

namespace DrDrills.Tests.Oci.Wire;

/// <summary>
/// What every operation that the product calls sends, with every property that the product sets. The reviewed texts were recorded with the real
/// <c>OCI.DotNetSDK.*</c> 134.1.0; the test is the same with the real packages and with their stand-ins.
/// </summary>
public sealed class WireRequestsTests
{
    private static readonly UsedSdk _used = new(typeof(OciTenancy).Assembly);

    private static readonly SimpleAuthenticationDetailsProvider _someone = Someone();

    public static IEnumerable<TestCaseData> Clients => _used.Operations
        .Select(operation => operation.DeclaringType!)
        .Distinct()
        .Select(client => new TestCaseData(client).SetArgDisplayNames(client.Name));

    [TestCaseSource(nameof(Clients))]
    public async Task Every_operation_that_is_called_sends_what_the_real_SDK_sends(Type client)
    {
        await using var recorder = new WireRecorder();
        var configuration = new ClientConfiguration { RetryConfiguration = new RetryConfiguration { MaxAttempts = 1 } };
        using var caller = (IDisposable)Activator.CreateInstance(client, _someone, configuration, recorder.Endpoint)!;

        var texts = new List<string>();
        foreach (var operation in _used.Operations.Where(operation => operation.DeclaringType == client))
        {
            Call(caller, operation);
            texts.Add($"## {operation.Name}\n{string.Join("\n\n", recorder.Requests)}\n");
            recorder.Requests.Clear();
        }

        var difference = GoldenFile.Difference(string.Join('\n', texts), Reviewed(client, "verified"), Reviewed(client, "received"), isScrubbed: false);
        Assert.That(difference, Is.Null);
    }

    private static void Call(IDisposable caller, MethodInfo operation)
    {
        var kinds = 1;
        for (var choice = 0; choice < kinds; choice++)
        {
            var filled = new FilledRequest(_used, choice);
            var request = filled.Of(operation.GetParameters()[0].ParameterType);
            kinds = filled.Kinds;
            object?[] arguments = [request, null, CancellationToken.None, HttpCompletionOption.ResponseContentRead];

            var answer = Assert.ThrowsAsync<OciException>(() => (Task)operation.Invoke(caller, arguments)!, operation.Name);

            Assert.That(answer!.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    private static SimpleAuthenticationDetailsProvider Someone()
    {
        using var key = RSA.Create(2048);
        return new SimpleAuthenticationDetailsProvider
        {
            TenantId = "ocid1.tenancy.oc1..t",
            UserId = "ocid1.user.oc1..u",
            Fingerprint = "00:11",
            Region = Region.AP_MUMBAI_1,
            PrivateKeySupplier = new PrivateKeySupplier(key.ExportRSAPrivateKeyPem()),
        };
    }

    private static string Reviewed(Type client, string state, [CallerFilePath] string testFile = "") =>
        Path.Combine(Path.GetDirectoryName(testFile)!, $"{client.Name}.{state}.txt");
}
