using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using NUnit.Framework;
using OciSimulator.Identity;

namespace DrDrills.Tests.OciSimulator;

public sealed class FederationTests
{
    private const string Instance = "ocid1.instance.oc1.ap-mumbai-1.shop";

    private readonly HttpClient _http = new();
    private ScratchTenancy _scratch = null!;
    private InstanceMetadata _metadata = null!;
    private string _production = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _scratch = await ScratchTenancy.StartAsync(options => options with { FederationTokenLifetime = TimeSpan.FromSeconds(1.5) });
        _production = _scratch.Identity.AddCompartment("production").Id;
        _scratch.Identity.AddDynamicGroup("Shop", $"ALL {{instance.compartment.id = '{_production}'}}");
        _scratch.Identity.AddPolicy("shop", _scratch.Tenancy.Id, "Allow dynamic-group Shop to inspect notes in compartment production");
        _metadata = await _scratch.Identity.OpenMetadataAsync(Instance, _production, _scratch.Mumbai, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _scratch.DisposeAsync();
    }

    [Test]
    public async Task Metadata_are_given_to_those_only_who_say_the_header()
    {
        var bare = await _http.GetAsync(new Uri(_metadata.Endpoint, "identity/key.pem"));
        using var forwarded = Asking("identity/key.pem");
        forwarded.Headers.Add("X-Forwarded-For", "10.0.0.1");

        Assert.That(bare.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _http.SendAsync(forwarded)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await MetadataAsync("instance/region"), Is.EqualTo("ap-mumbai-1"));
        Assert.That(JsonDocument.Parse(await MetadataAsync("instance/")).RootElement.GetProperty("id").GetString(), Is.EqualTo(Instance));
    }

    [Test]
    public async Task An_instance_gets_a_token_by_its_certificate_and_acts_with_it_as_far_as_its_dynamic_group_may()
    {
        using var instance = await FederateAsync();

        Assert.That((await instance.GetAsync($"/20260101/notes?compartmentId={_production}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await instance.GetAsync($"/20260101/notes?compartmentId={_scratch.Tenancy.Id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(_scratch.Tenancy.Requests.All.Select(request => request.Caller), Has.Some.EqualTo(Instance));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_token_expires()
    {
        using var instance = await FederateAsync();

        Assert.That(
            () => instance.GetAsync($"/20260101/notes?compartmentId={_production}").Result.Status,
            Is.EqualTo(HttpStatusCode.Unauthorized).After(5_000, 100));
    }

    [Test]
    public async Task A_token_is_worth_nothing_with_another_session_key_and_nothing_when_altered()
    {
        using var instance = await FederateAsync();
        using var thief = _scratch.Client(instance.Signer with { Key = TestKeys.OfUsers });
        using var forger = _scratch.Client(instance.Signer with { KeyId = Altered(instance.Signer.KeyId) });

        Assert.That((await thief.GetAsync($"/20260101/notes?compartmentId={_production}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await forger.GetAsync($"/20260101/notes?compartmentId={_production}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_certificate_that_the_tenancy_has_not_made_gets_no_token()
    {
        var request = new CertificateRequest(
            $"CN={Instance}, OU=opc-instance:{Instance}, OU=opc-compartment:{_production}, OU=opc-tenant:{_scratch.Tenancy.Id}",
            TestKeys.Other, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var forged = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));

        Assert.That((await AskAsync(forged, TestKeys.Other)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_certificate_without_its_key_gets_no_token()
    {
        using var certificate = X509Certificate2.CreateFromPem(await MetadataAsync("identity/cert.pem"));

        Assert.That((await AskAsync(certificate, TestKeys.Other)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_users_session_is_accepted_and_renewed_under_the_same_key()
    {
        var user = _scratch.AddUser(Guid.NewGuid().ToString(), "Administrators");
        var token = _scratch.Identity.IssueSessionToken(user.UserId, TestKeys.Other, TimeSpan.FromMinutes(1));
        using var client = _scratch.Client(new RequestSigner($"ST${token}", TestKeys.Other));

        var renewed = (await client.SendAsync("POST", "/v1/authentication/refresh", new { currentToken = token }))["token"];
        using var again = _scratch.Client(new RequestSigner($"ST${renewed}", TestKeys.Other));

        Assert.That(renewed, Is.Not.EqualTo(token));
        Assert.That((await again.GetAsync($"/20160918/tenancies/{_scratch.Tenancy.Id}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<OciClient> FederateAsync()
    {
        using var certificate = X509Certificate2.CreateFromPem(await MetadataAsync("identity/cert.pem"));
        using var key = RSA.Create();
        key.ImportFromPem(await MetadataAsync("identity/key.pem"));
        var answer = await AskAsync(certificate, key);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        return _scratch.Client(new RequestSigner($"ST${answer["token"]}", TestKeys.Other));
    }

    private async Task<OciAnswer> AskAsync(X509Certificate2 certificate, RSA key)
    {
        var fingerprint = string.Join(':', certificate.GetCertHashString(HashAlgorithmName.SHA1).ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));
        using var client = _scratch.Client(new RequestSigner($"{_scratch.Tenancy.Id}/fed-x509/{fingerprint}", key) { Omitted = ["host"] });
        return await client.SendAsync("POST", "/v1/x509", new
        {
            certificate = Convert.ToBase64String(certificate.RawData),
            publicKey = Convert.ToBase64String(TestKeys.Other.ExportSubjectPublicKeyInfo()),
            intermediateCertificates = Array.Empty<string>(),
            purpose = "DEFAULT",
        });
    }

    private static string Altered(string keyId)
    {
        var parts = keyId.Split('.');
        var claims = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        parts[1] = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.Replace("\"ptype\":\"instance\"", "\"ptype\":\"user\"", StringComparison.Ordinal)));
        return string.Join('.', parts);
    }

    private HttpRequestMessage Asking(string path) => new(HttpMethod.Get, new Uri(_metadata.Endpoint, path)) { Headers = { { "Authorization", "Bearer Oracle" } } };

    private async Task<string> MetadataAsync(string path)
    {
        using var request = Asking(path);
        using var response = await _http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
