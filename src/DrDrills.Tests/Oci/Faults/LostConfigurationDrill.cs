using BharatMart.Estate;
using DrDrills.Drills;
using DrDrills.Oci.Configurations;
using DrDrills.Oci.Tenancy;

namespace DrDrills.Tests.Oci.Faults;

/// <summary>A configuration, its key and its secrets lost and got back.</summary>
internal sealed class LostConfigurationDrill : FaultableDrill
{
    private BharatMartEstate? _estate;
    private ShopSecrets? _secrets;
    private ConfigurationRehearsal? _configuration;

    public override string Name => "lost configuration";

    public override async Task PrepareAsync(BharatMartEstate estate) => (_estate, _secrets) = (estate, await estate.PartAsync(ShopSecrets.MakeAsync));

    public override async Task RenewAsync()
    {
        _configuration = await ConfigurationRehearsal.MakeAsync(_estate!, _secrets!, withLogin: true, CancellationToken.None);
        _configuration.Lose();
    }

    public override FaultableRecovery Recover(OciTenancy tenancy, DirectoryInfo work) => new(
        new Incident("the configuration is lost", IncidentKind.Injected, _estate!.Tenancy.Clock.GetUtcNow()),
        new ConfigurationRecovery(new ConfigurationRecoveryOptions
        {
            Tenancy = tenancy,
            Namespace = _configuration!.Namespace,
            Bucket = ConfigurationRehearsal.Bucket,
            Prefix = _configuration.Prefix,
            WorkFolder = work,
        }),
        [new ConfigurationFilesVerification(), new ReferencesVerification(tenancy)]);
}
