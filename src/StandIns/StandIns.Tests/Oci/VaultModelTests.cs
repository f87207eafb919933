using System.Text;
using NUnit.Framework;
using Oci.KeymanagementService.Models;
using Oci.KeymanagementService.Requests;
using Oci.KeymanagementService.Responses;
using Oci.SecretsService.Models;
using Oci.SecretsService.Responses;
using Oci.VaultService.Models;
using Oci.VaultService.Requests;
using Oci.VaultService.Responses;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: contents of secrets and places of key backups say which kind they are by a member of their own.</summary>
public sealed class VaultModelTests
{
    private static readonly Uri _base = new("https://vaults.ap-mumbai-1.oci.oraclecloud.com/20180608/secrets");

    [Test]
    public async Task The_kind_and_the_stage_of_a_content_are_written()
    {
        var body = await BodyAsync(new UpdateSecretRequest
        {
            SecretId = "s",
            UpdateSecretDetails = new UpdateSecretDetails
            {
                SecretContent = new Base64SecretContentDetails { Content = "eA==", Stage = SecretContentDetails.StageEnum.Pending },
            },
        });

        Assert.That(body, Does.Contain("\"contentType\":\"BASE64\"").And.Contain("\"stage\":\"PENDING\"").And.Contain("\"content\":\"eA==\""));
        Assert.That(body, Does.Not.Contain("currentVersionNumber"));
    }

    [Test]
    public async Task The_kind_of_a_backup_location_is_written()
    {
        var bucket = await BodyAsync(new BackupKeyRequest
        {
            KeyId = "k",
            BackupKeyDetails = new BackupKeyDetails { BackupLocation = new BackupLocationBucket { Namespace = "n", BucketName = "b", ObjectName = "o" } },
        });
        var uri = await BodyAsync(new BackupKeyRequest
        {
            KeyId = "k", BackupKeyDetails = new BackupKeyDetails { BackupLocation = new BackupLocationURI { Uri = "https://x" } },
        });

        Assert.That(bucket, Does.Contain("\"destination\":\"BUCKET\"").And.Contain("\"namespace\":\"n\""));
        Assert.That(uri, Does.Contain("\"destination\":\"PRE_AUTHENTICATED_REQUEST_URI\""));
    }

    [Test]
    public async Task A_digest_to_sign_is_written_with_its_kind_and_algorithm_and_the_signature_is_read()
    {
        var body = await BodyAsync(new SignRequest
        {
            SignDataDetails = new SignDataDetails
            {
                Message = "eA==",
                KeyId = "k",
                KeyVersionId = "v",
                MessageType = SignDataDetails.MessageTypeEnum.Digest,
                SigningAlgorithm = SignDataDetails.SigningAlgorithmEnum.EcdsaSha256,
            },
        });
        var signed = Read<SignResponse>("""{"keyId":"k","keyVersionId":"v","signature":"c2ln","signingAlgorithm":"ECDSA_SHA_999"}""").SignedData;
        var version = Read<GetKeyVersionResponse>("""{"id":"v","keyId":"k","publicKey":"-----BEGIN","lifecycleState":"ENABLED"}""").KeyVersion;

        Assert.That(body, Is.EqualTo("""{"message":"eA==","keyId":"k","keyVersionId":"v","messageType":"DIGEST","signingAlgorithm":"ECDSA_SHA_256"}"""));
        Assert.That((signed.Signature, signed.SigningAlgorithm), Is.EqualTo(("c2ln", SignedData.SigningAlgorithmEnum.UnknownEnumValue)));
        Assert.That((version.PublicKey, version.LifecycleState), Is.EqualTo(("-----BEGIN", KeyVersion.LifecycleStateEnum.Enabled)));
    }

    [Test]
    public void The_content_of_a_bundle_is_read_as_its_kind()
    {
        var bundle = Read<GetSecretBundleResponse>(
            """{"secretId":"s","versionNumber":2,"stages":["CURRENT","LATEST"],"secretBundleContent":{"contentType":"BASE64","content":"eA=="}}""").SecretBundle;

        Assert.That(((Base64SecretBundleContentDetails)bundle.SecretBundleContent).Content, Is.EqualTo("eA=="));
        Assert.That(bundle.Stages, Is.EqualTo(new[] { SecretBundle.StagesEnum.Current, SecretBundle.StagesEnum.Latest }));
    }

    [Test]
    public void A_kind_or_a_stage_that_is_not_known_is_read_as_none_or_unknown()
    {
        var bundle = Read<GetSecretBundleResponse>(
            """{"secretId":"s","stages":["RETIRED"],"secretBundleContent":{"contentType":"ROT13","content":"k"}}""").SecretBundle;

        Assert.That(bundle.SecretBundleContent, Is.Null);
        Assert.That(bundle.Stages, Is.EqualTo(new[] { SecretBundle.StagesEnum.UnknownEnumValue }));
        Assert.That(
            Read<GetSecretResponse>("""{"id":"s","lifecycleState":"DREAMING"}""").Secret.LifecycleState, Is.EqualTo(Secret.LifecycleStateEnum.UnknownEnumValue));
    }

    private static Task<string> BodyAsync<T>(T request)
        where T : global::Oci.Common.IOciRequest =>
        global::Oci.Common.Converter.ToHttpRequestMessage(_base, HttpMethod.Post, request).Content!.ReadAsStringAsync();

    private static T Read<T>(string body)
        where T : global::Oci.Common.IOciResponse, new()
    {
        using var message = new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return global::Oci.Common.Converter.FromHttpResponseMessage<T>(message);
    }
}
