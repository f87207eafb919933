using NUnit.Framework;
using Oci.Common;
using Oci.Common.Auth;
using Oci.WorkrequestsService;

namespace StandIns.Tests.Oci;

/// <summary>Upstream: a session's token names the key, and is read once.</summary>
public sealed class SessionTokenTests
{
    [Test]
    public async Task The_token_is_the_key_s_name()
    {
        await using var service = new LoopbackService(new Answer(200, "{}"));
        using var client = new WorkRequestClient(new SessionTokenAuthenticationDetailsProvider(Someone.User, "a.b.c"), null, service.Endpoint);

        await client.GetWorkRequest(Someone.Question);

        Assert.That(service.Requests.Single().Signed("keyId"), Is.EqualTo("ST$a.b.c"));
    }

    [Test]
    public async Task A_refused_token_is_not_refreshed_by_itself()
    {
        await using var service = new LoopbackService(Answer.Error(401, "NotAuthenticated"));
        using var client = new WorkRequestClient(new SessionTokenAuthenticationDetailsProvider(Someone.User, "a.b.c"), null, service.Endpoint);

        Assert.That(async () => await client.GetWorkRequest(Someone.Question), Throws.InstanceOf<global::Oci.Common.Model.OciException>());
        Assert.That(service.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_profile_names_the_token_s_file()
    {
        var folder = Directory.CreateTempSubdirectory("oci-session-");
        try
        {
            var (token, key) = (Path.Combine(folder.FullName, "token"), Path.Combine(folder.FullName, "key.pem"));
            File.WriteAllText(token, Tokens.ValidUntil(TimeProvider.System.GetUtcNow().AddHours(1)));
            File.WriteAllText(key, Someone.Key.ExportRSAPrivateKeyPem());
            var config = Path.Combine(folder.FullName, "config");
            File.WriteAllText(config, $"[S]\ntenancy=t\nregion=ap-mumbai-1\nkey_file={key}\nsecurity_token_file={token}\n");

            var provider = new SessionTokenAuthenticationDetailsProvider(config, "S");

            Assert.That(provider.KeyId, Is.EqualTo("ST$" + File.ReadAllText(token)));
            Assert.That(provider.IsSessionTokenValid(), Is.True);
            Assert.That(provider.Region, Is.SameAs(Region.AP_MUMBAI_1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void A_token_that_has_ended_is_seen() => Assert.That(
        new SessionTokenAuthenticationDetailsProvider(Someone.User, Tokens.ValidUntil(TimeProvider.System.GetUtcNow().AddMinutes(-1))).IsSessionTokenValid(),
        Is.False);

    [Test]
    public void A_token_without_a_region_is_refused()
    {
        var user = Someone.User;
        user.Region = null;

        Assert.That(() => new SessionTokenAuthenticationDetailsProvider(user, "a.b.c"), Throws.ArgumentException);
    }
}
