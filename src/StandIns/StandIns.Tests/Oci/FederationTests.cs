using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Auth.Internal;
using Oci.Common.Model;
using Oci.WorkrequestsService;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: an instance's certificate is exchanged for a token; one 401 fetches another and the call is sent again.</summary>
public sealed class FederationTests
{
    private const string Tenancy = "ocid1.tenancy.oc1..t";

    private readonly X509Certificate2 _leaf = Certificate($"CN=ocid1.instance.oc1..i,OU=opc-instance:ocid1.instance.oc1..i,OU=opc-tenant:{Tenancy}");
    private readonly X509Certificate2 _intermediate = Certificate("CN=Intermediate");
    private readonly List<string> _tokens = [];
    private LoopbackService _cloud = null!;
    private int _refusals;

    public sealed class Instance(IFederationClient federationClient, ISessionKeySupplier sessionKeySupplier)
        : AbstractRequestingAuthenticationDetailsProvider(federationClient, sessionKeySupplier);

    [SetUp]
    public void Start()
    {
        _refusals = 0;
        _tokens.Clear();
        _cloud = new LoopbackService((request, _) => request.Target switch
        {
            "/opc/v2/identity/cert.pem" => new Answer(200, _leaf.ExportCertificatePem(), "text/plain"),
            "/opc/v2/identity/key.pem" => new Answer(200, _leaf.GetRSAPrivateKey()!.ExportRSAPrivateKeyPem(), "text/plain"),
            "/opc/v2/identity/intermediate.pem" => new Answer(200, _intermediate.ExportCertificatePem(), "text/plain"),
            "/v1/x509" => new Answer(200, $$"""{"token": "{{NewToken()}}"}"""),
            _ => _refusals-- > 0 ? Answer.Error(401, "NotAuthenticated") : new Answer(200, """{"id": "w"}"""),
        });
    }

    [TearDown]
    public async Task StopAsync() => await _cloud.DisposeAsync();

    [OneTimeTearDown]
    public void Forget()
    {
        _leaf.Dispose();
        _intermediate.Dispose();
    }

    [Test]
    public async Task The_certificate_s_key_signs_the_question_for_a_token_and_the_session_s_key_the_calls()
    {
        await AskAsync();

        var question = Asked("/v1/x509").Single();
        var body = JObject.Parse(question.Text);
        Assert.That(question.Method, Is.EqualTo("POST"));
        Assert.That(question.Signed("keyId"), Does.StartWith($"{Tenancy}/fed-x509/").And.EndWith(_leaf.Thumbprint[^2..].ToLowerInvariant()));
        Assert.That(question.Signed("headers"), Is.EqualTo("date (request-target) host content-length content-type x-content-sha256"));
        Assert.That((string?)body["certificate"], Is.EqualTo(Convert.ToBase64String(_leaf.RawData)));
        Assert.That(body["intermediateCertificates"]!.Values<string>(), Is.EqualTo(new[] { Convert.ToBase64String(_intermediate.RawData) }));
        Assert.That((string?)body["purpose"], Is.EqualTo("DEFAULT"));
        Assert.That(body["publicKey"], Is.Not.Null);
        Assert.That(Calls().Single().Signed("keyId"), Is.EqualTo("ST$" + _tokens.Single()));
        Assert.That(Asked("/opc/v2/identity/cert.pem").Select(request => request.Header("authorization")), Is.All.EqualTo("Bearer Oracle"));
    }

    [Test]
    public async Task A_token_that_is_good_is_used_again()
    {
        await AskAsync(times: 3);

        Assert.That(Asked("/v1/x509"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_refusal_fetches_another_token_and_the_call_is_sent_again()
    {
        _refusals = 1;

        await AskAsync();

        Assert.That(Calls().Select(call => call.Signed("keyId")), Is.EqualTo(_tokens.Select(token => "ST$" + token)));
        Assert.That(_tokens, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_second_refusal_is_the_answer()
    {
        _refusals = int.MaxValue;

        Assert.That(async () => await AskAsync(), Throws.InstanceOf<OciException>());
        Assert.That(Calls(), Has.Count.EqualTo(2));
    }

    [Test]
    public void A_certificate_of_another_tenancy_is_refused() =>
        Assert.That(async () => await AskAsync(tenancy: "ocid1.tenancy.oc1..other"), Throws.InstanceOf<InvalidDataException>());

    private async Task AskAsync(int times = 1, string tenancy = Tenancy)
    {
        var headers = new Dictionary<string, string> { ["authorization"] = "Bearer Oracle" };
        ResourceDetails At(string file) => new() { Uri = new Uri($"{_cloud.Endpoint}/opc/v2/identity/{file}"), Headers = headers };
        var keys = new SessionKey();
        var federation = new X509FederationClient(
            _cloud.Endpoint,
            tenancy,
            new URLBasedX509CertificateSupplier(At("cert.pem"), At("key.pem"), null),
            keys,
            [new URLBasedX509CertificateSupplier(At("intermediate.pem"), null, null)]);
        using var client = new WorkRequestClient(new Instance(federation, keys) { Region = Region.AP_MUMBAI_1 }, null, _cloud.Endpoint);
        for (var time = 0; time < times; time++) await client.GetWorkRequest(Someone.Question);
    }

    private string NewToken()
    {
        _tokens.Add(Tokens.ValidUntil(TimeProvider.System.GetUtcNow().AddHours(1), $"token{_tokens.Count}"));
        return _tokens[^1];
    }

    private List<RecordedRequest> Asked(string target) => [.. _cloud.Requests.Where(request => request.Target == target)];

    private List<RecordedRequest> Calls() => [.. _cloud.Requests.Where(request => request.Target.StartsWith("/20160918", StringComparison.Ordinal))];

    private static X509Certificate2 Certificate(string subject)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
