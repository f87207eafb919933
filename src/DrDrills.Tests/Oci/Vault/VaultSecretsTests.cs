using BharatMart.Estate;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.Oci.Vault;
using NUnit.Framework;
using OciSimulator.Vault;

namespace DrDrills.Tests.Oci.Vault;

public sealed class VaultSecretsTests
{
    private EstateSession _session = null!;
    private ShopSecrets _secrets = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _session = await EstateSession.OpenAsync();
        _secrets = await _session.Estate.PartAsync(ShopSecrets.MakeAsync);
    }

    [OneTimeTearDown]
    public async Task Close() => await _session.DisposeAsync();

    [Test]
    public async Task A_reference_gives_the_current_content()
    {
        var secret = _secrets.Rehearse("text", new SecretText("Host=db"));

        var content = await new VaultSecrets(_session.Tenancy).ResolveAsync($"oci-vault:{secret.Id}", CancellationToken.None);

        Assert.That((content.Version, content.Text.Reveal()), Is.EqualTo((1L, "Host=db")));
    }

    [Test]
    public void A_reference_to_a_secret_that_is_gone_says_so()
    {
        var secret = _secrets.Rehearse("gone", new SecretText("x"));
        _session.Estate.Mumbai.Api<SecretsApi>().Secrets.Destroy(secret.Id);

        var refused = Assert.ThrowsAsync<CloudCallFailedException>(
            () => new VaultSecrets(_session.Tenancy).ResolveAsync($"oci-vault:{secret.Id}", CancellationToken.None));

        Assert.That(refused.IsNotFound, Is.True);
        Assert.That(refused.Message, Does.Contain(secret.Id));
    }

    [Test]
    public void A_secret_of_production_is_read_and_not_changed()
    {
        var secrets = new VaultSecrets(_session.Tenancy);
        var id = _secrets.DatabasePassword.Id;

        Assert.DoesNotThrowAsync(() => secrets.ResolveAsync(id, CancellationToken.None));
        var refused = Assert.ThrowsAsync<TargetRefusedException>(() => secrets.PromoteAsync(id, 1, CancellationToken.None));
        Assert.That(refused.Code, Is.EqualTo("DR4021"));
    }

    [TestCase("s3cr3t")]
    [TestCase("{\"username\": \"ann\", \"password\": 7, \"note\": \"s3cr3t\"}")]
    [TestCase("[\"s3cr3t\"]")]
    public void Content_that_is_no_login_is_refused_and_not_quoted(string text)
    {
        var refused = Assert.Throws<ManifestInvalidException>(() => new DrDrills.Oci.Vault.SecretContent(3, new SecretText(text)).ToLogin("secret 'x'"));

        Assert.That(refused.ToString(), Does.Contain("Version 3").And.Not.Contain("s3cr3t"));
    }
}
