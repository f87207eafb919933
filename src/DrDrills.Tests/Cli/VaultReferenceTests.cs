using BharatMart.Estate;
using DrDrills.Cli.Options;
using DrDrills.Configuration;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.Tests.Oci;
using NUnit.Framework;

namespace DrDrills.Tests.Cli;

public sealed class VaultReferenceTests
{
    [Test]
    public async Task A_reference_to_a_vault_is_read_from_the_configured_tenancy()
    {
        await using var session = await EstateSession.OpenAsync();
        var secret = (await session.Estate.PartAsync(ShopSecrets.MakeAsync)).Rehearse("connection", new SecretText("Host=db;Username=ann"));
        var configuration = DrDrillsConfiguration.Empty with
        {
            Oci = new OciSettings
            {
                ConfigFile = session.Estate.ConfigFile.FullName,
                Profile = "DRDRILLS",
                Regions = ["ap-mumbai-1"],
                Endpoints = new Dictionary<string, Uri> { ["ap-mumbai-1"] = session.Estate.Mumbai.Endpoint },
            },
        };

        var text = await VaultReference.ReadAsync(
            new SecretReference("oci-vault", secret.Id), "--source", () => configuration, TimeProvider.System, CancellationToken.None);

        Assert.That(text, Is.EqualTo("Host=db;Username=ann"));
    }

    [Test]
    public void A_reference_to_a_vault_without_a_tenancy_is_a_mistake_of_the_configuration()
    {
        var refused = Assert.ThrowsAsync<ConfigurationInvalidException>(() => VaultReference.ReadAsync(
            new SecretReference("oci-vault", "ocid1.vaultsecret.oc1..x"), "--source", () => DrDrillsConfiguration.Empty, TimeProvider.System, CancellationToken.None));

        Assert.That(refused.Message, Does.Contain("--source").And.Contain("names no tenancy"));
    }

    [Test]
    public async Task Another_reference_does_not_need_the_configuration()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "Host=db");

        var text = await VaultReference.ReadAsync(
            new SecretReference("file", path), "--source", () => throw new InvalidOperationException(), TimeProvider.System, CancellationToken.None);

        File.Delete(path);
        Assert.That(text, Is.EqualTo("Host=db"));
    }
}
