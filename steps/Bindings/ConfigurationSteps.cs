using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class ConfigurationSteps(ConfigurationDriver configuration)
{
    [Given("the configuration, its key and its secrets are backed up")]
    public Task BackedUp() => configuration.BackUpAsync();

    [Given("the configuration is backed up without the database login")]
    public Task BackedUpWithoutLogin() => configuration.BackUpWithoutLoginAsync();

    [Given("yesterday's configuration was put in its place")]
    public Task OldConfiguration() => configuration.PutOldConfigurationAsync();

    [When("the configuration, its key and its secrets are lost")]
    public Task Lost() => configuration.LoseAsync();

    [When("the configuration is recovered")]
    public Task Recovered() => configuration.RecoverAsync();
}
