using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.Configurations;
using DrDrills.Steps.Hooks;

namespace DrDrills.Steps.Drivers;

/// <summary>The shop's configuration, with its key and secrets: backed up, lost, and got back.</summary>
public sealed class ConfigurationDriver(DrillWorld world, RunSession session, TenancyDriver tenancies, DrillDriver drill)
{
    private ConfigurationRehearsal? _configuration;

    private ConfigurationRehearsal Configuration =>
        _configuration ?? throw new InvalidOperationException("the scenario does not say that the configuration is backed up");

    public Task BackUpAsync() => MakeAsync(withLogin: true);

    public async Task BackUpWithoutLoginAsync()
    {
        await MakeAsync(withLogin: false);
        world.Damage = "the backup does not hold the secret with the database's login";
        world.ExpectedRed = [ReferencesVerification.Broken];
    }

    public async Task PutOldConfigurationAsync()
    {
        await Configuration.PutOldConfigurationAsync(CancellationToken.None);
        world.Damage = "yesterday's configuration lies in the place of the one in force";
        world.ExpectedRed = [ConfigurationFilesVerification.AnotherVersion];
    }

    public async Task LoseAsync()
    {
        var estate = await tenancies.EstateAsync();
        Configuration.Lose();
        world.Incident = new Incident(
            "the configuration, the master key and the secrets are lost", IncidentKind.Injected, estate.Tenancy.Clock.GetUtcNow());
    }

    public async Task RecoverAsync()
    {
        var estate = await tenancies.EstateAsync();
        var tenancy = tenancies.Open(estate, session.Settings.RunId);
        await drill.RunAsync(
            (_, work) => new ConfigurationRecovery(new ConfigurationRecoveryOptions
            {
                Tenancy = tenancy,
                Namespace = Configuration.Namespace,
                Bucket = ConfigurationRehearsal.Bucket,
                Prefix = Configuration.Prefix,
                WorkFolder = work,
            }),
            [new ConfigurationFilesVerification(), new ReferencesVerification(tenancy)]);
    }

    private async Task MakeAsync(bool withLogin)
    {
        var estate = await tenancies.EstateAsync();
        _configuration = await ConfigurationRehearsal.MakeAsync(
            estate, await estate.PartAsync(ShopSecrets.MakeAsync), withLogin, CancellationToken.None);
    }
}
