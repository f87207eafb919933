using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using Oci.Common.Http.Signing;
using Oci.CoreService;
using Oci.CoreService.Models;
using Oci.CoreService.Requests;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: which headers are signed, and that the signature is the one of what went over the wire.</summary>
public sealed class SignatureTests
{
    [Test]
    public async Task A_question_signs_date_target_and_host_without_its_port()
    {
        await using var service = new LoopbackService(new Answer(200, "{}"));

        await Someone.AskAsync(service);

        var request = service.Requests.Single();
        Assert.That(request.Header("authorization"), Does.StartWith("Signature version=\"1\",headers=\"date (request-target) host\",keyId=\""));
        Assert.That(request.Signed("keyId"), Is.EqualTo("ocid1.tenancy.oc1..t/ocid1.user.oc1..u/00:11"));
        Assert.That(request.Signed("algorithm"), Is.EqualTo("rsa-sha256"));
        Assert.That(request.Header("host"), Is.EqualTo("127.0.0.1"));
        Assert.That(request.Header("accept"), Is.EqualTo("application/json"));
        Assert.That(request.Target, Is.EqualTo("/20160918/workRequests/ocid1.workrequest.oc1..w"));
        Assert.That(IsGenuine(request), Is.True);
    }

    [Test]
    public async Task A_body_is_signed_by_length_type_and_digest()
    {
        await using var service = new LoopbackService(new Answer(200, "{}"));
        using var client = new BlockstorageClient(Someone.User, null, service.Endpoint);

        await client.CreateVolume(new CreateVolumeRequest
        {
            CreateVolumeDetails = new CreateVolumeDetails { CompartmentId = "c", DisplayName = "Tagebücher" }, OpcRetryToken = "once",
        });

        var request = service.Requests.Single();
        Assert.That(request.Signed("headers"), Is.EqualTo("date (request-target) host content-length content-type x-content-sha256"));
        Assert.That(request.Header("x-content-sha256"), Is.EqualTo(Convert.ToBase64String(SHA256.HashData(request.Body))));
        Assert.That(request.Header("content-type"), Is.EqualTo("application/json"));
        Assert.That(request.Header("opc-retry-token"), Is.EqualTo("once"));
        Assert.That(request.Text, Is.EqualTo("""{"compartmentId":"c","displayName":"Tagebücher"}"""));
        Assert.That(IsGenuine(request), Is.True);
    }

    [Test]
    public void A_post_without_a_body_gets_an_empty_one()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1/x");

        new DefaultRequestSigner(Someone.User).SignRequest(message);

        Assert.That(message.Content!.Headers.ContentLength, Is.Zero);
        Assert.That(message.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(message.Headers.GetValues("authorization").Single(), Does.Contain("content-length content-type x-content-sha256"));
    }

    [Test]
    public void A_body_may_be_left_out_of_the_signature()
    {
        using var message = new HttpRequestMessage(HttpMethod.Put, "http://127.0.0.1/x") { Content = new StringContent("x") };

        new DefaultRequestSigner(Someone.User, SigningStrategy.EXCLUDE_BODY).SignRequest(message);

        Assert.That(message.Headers.GetValues("authorization").Single(), Does.Contain("headers=\"date (request-target) host\""));
        Assert.That(message.Headers.Contains("x-content-sha256"), Is.False);
    }

    [Test]
    public async Task A_retry_token_is_sent_only_where_the_caller_sets_one()
    {
        await using var service = new LoopbackService(new Answer(200, "{}"));
        using var client = new BlockstorageClient(Someone.User, null, service.Endpoint);

        await client.CreateVolume(new CreateVolumeRequest { CreateVolumeDetails = new CreateVolumeDetails() });

        Assert.That(service.Requests.Single().Header("opc-retry-token"), Is.Null);
    }

    private static bool IsGenuine(RecordedRequest request)
    {
        var text = string.Join('\n', request.Signed("headers").Split(' ').Select(name => name == "(request-target)"
            ? $"(request-target): {request.Method.ToLowerInvariant()} {request.Target}"
            : $"{name}: {request.Header(name)}"));
        return Someone.Key.VerifyData(
            Encoding.UTF8.GetBytes(text), Convert.FromBase64String(request.Signed("signature")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
