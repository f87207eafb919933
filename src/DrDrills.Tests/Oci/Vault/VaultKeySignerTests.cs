using BharatMart.Estate;
using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Oci.Tenancy;
using DrDrills.Oci.Vault;
using DrDrills.Reporting.Packs;
using DrDrills.Tests.Reporting.Packs;
using DrDrills.Tests.Tools;
using NUnit.Framework;
using OciSimulator.Vault;

namespace DrDrills.Tests.Oci.Vault;

public sealed class VaultKeySignerTests
{
    private EstateSession _session = null!;
    private ShopSecrets _secrets = null!;

    private Keys Keys => _session.Estate.Mumbai.Api<KmsApi>().Keys;

    [OneTimeSetUp]
    public async Task Open()
    {
        _session = await EstateSession.OpenAsync();
        _secrets = await _session.Estate.PartAsync(ShopSecrets.MakeAsync);
    }

    [OneTimeTearDown]
    public async Task Close() => await _session.DisposeAsync();

    [Test]
    public async Task A_pack_is_signed_by_a_key_of_a_vault_and_verified_by_openssl_alone()
    {
        using var runs = new SealedRuns();
        var run = await runs.AddAsync("run-1");
        using var signer = await OpenAsync(Key(new KeyShape("ECDSA", 32, "NIST_P256")));

        await new PackSeal(runs.Heads, signer).SealAsync(run, "run-1", CancellationToken.None);

        var outcome = await Shell.RunAsync(await Readme.BlockAfterAsync("<!-- openssl -->"), run);
        var check = await PackVerification.VerifyAsync(run.FullName, [new PublicKey(signer.PublicKeyPem)], null, null, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Output, Does.Contain("Verified OK"));
            Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);
            Assert.That(check.Flaws, Is.Empty);
            Assert.That(check.KeyIsTrusted, Is.True);
            Assert.That((await runs.VerifyAsync(run.FullName)).Flaws, Is.Not.Empty, "another key is not trusted");
        }
    }

    [Test]
    public void A_key_that_encrypts_signs_nothing() => Assert.That(
        () => OpenAsync(_secrets.RehearsalKey),
        Throws.TypeOf<ConfigurationInvalidException>().With.Message.Contains("is Aes; evidence is signed with a key of the algorithm ECDSA"));

    [Test]
    public void A_key_that_is_gone_says_so()
    {
        var key = Key(new KeyShape("ECDSA", 32, "NIST_P256"));
        Keys.Store.Remove(key.Id);

        Assert.That(() => OpenAsync(key), Throws.TypeOf<CloudCallFailedException>().With.Message.Contains(key.Id));
    }

    [Test]
    public async Task A_key_that_was_disabled_meanwhile_refuses()
    {
        var key = Key(new KeyShape("ECDSA", 32, "NIST_P256"));
        using var signer = await OpenAsync(key);
        Keys.Store.Update(key.Id, one => one with { LifecycleState = "PENDING_DELETION" });

        Assert.That(() => signer.SignAsync(new byte[] { 1 }, CancellationToken.None), Throws.TypeOf<CloudCallFailedException>());
    }

    [TestCase("oci-kms:ocid1.key.oc1.x")]
    [TestCase("oci-kms:ocid1.vault.oc1.x@ocid1.key.oc1.y")]
    [TestCase("oci-kms:")]
    public void A_reference_names_a_key_and_its_vault(string text) =>
        Assert.That(() => VaultKey.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains("ocid1.key.…@ocid1.vault.…"));

    [Test]
    public void Another_kind_of_reference_is_none_of_a_key() => Assert.That(VaultKey.Parse("env:KEY"), Is.Null);

    private KmsKey Key(KeyShape shape) => Keys.AddKey(_secrets.RehearsalVault.Id, _session.Estate.Drills.Id, "evidence", shape: shape).Value;

    private async Task<IEvidenceSigner> OpenAsync(KmsKey key) => await VaultKeySigner.OpenAsync(
        new OciTenancy(_session.Tenancy.Options), VaultKey.Parse($"oci-kms:{key.Id}@{key.VaultId}")!, CancellationToken.None);
}
