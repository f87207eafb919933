using DrDrills.Cli.Packs;
using DrDrills.Errors;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class SealingSettingsTests
{
    private static readonly DirectoryInfo _root = new("/nowhere");

    [Test]
    public void Nothing_is_configured_by_default()
    {
        var settings = Read([]);

        Assert.That((settings.Key, settings.VaultKey, settings.TimeStampServer, settings.Anchor, settings.Controls), Is.EqualTo(((object?)null, (object?)null, (object?)null, (object?)null, (object?)null)));
        Assert.That(settings.HasKey, Is.False);
    }

    [TestCase("env:KEY", "env:KEY", null)]
    [TestCase("file:/k.pem", "file:/k.pem", null)]
    [TestCase("oci-vault:ocid1.vaultsecret.oc1.x", "oci-vault:ocid1.vaultsecret.oc1.x", null)]
    [TestCase("oci-kms:ocid1.key.oc1.a@ocid1.vault.oc1.b", null, "key 'ocid1.key.oc1.a'")]
    public void A_key_is_a_reference(string text, string? secret, string? vaultKey)
    {
        var settings = Read([("DRDRILLS_SIGNING_KEY", text)]);

        Assert.That((settings.Key?.ToString(), settings.VaultKey?.ToString(), settings.HasKey), Is.EqualTo((secret, vaultKey, true)));
    }

    [Test]
    public void An_anchor_is_a_file_or_a_bucket()
    {
        Assert.That(Read([("DRDRILLS_CHAIN_ANCHOR", "/mnt/heads")]).Anchor!.File!.FullName, Is.EqualTo("/mnt/heads"));
        Assert.That(Read([("DRDRILLS_CHAIN_ANCHOR", "oci://ap-mumbai-1/bucket/bharatmart")]).Anchor!.Place!.ToString(), Is.EqualTo("oci://ap-mumbai-1/bucket/bharatmart/"));
    }

    [Test]
    public void Every_mistake_is_listed_and_a_key_is_never_quoted()
    {
        var refused = Assert.Throws<ConfigurationInvalidException>(() => Read(
        [
            ("DRDRILLS_SIGNING_KEY", "-----BEGIN s3cr3t"), ("DRDRILLS_TIMESTAMP_SERVER", "tsa"), ("DRDRILLS_CHAIN_ANCHOR", "oci://x"),
        ]));

        Assert.That(refused.Message, Does.Contain("3 mistakes").And.Contain("DRDRILLS_SIGNING_KEY").And.Contain("DRDRILLS_CHAIN_ANCHOR").And.Not.Contain("s3cr3t"));
    }

    private static SealingSettings Read((string Name, string Value)[] variables) =>
        SealingSettings.Read(_root, name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
