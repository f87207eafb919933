using Allure.Net.Commons;
using DrDrills.Steps.Drivers;
using Reqnroll.BoDi;

namespace DrDrills.Steps.Hooks;

[Binding]
public sealed class ScenarioHooks(
    IObjectContainer container, ScenarioContext scenario, FeatureContext feature, StepNames steps)
{
    [BeforeScenario(Order = 1)]
    public void ShareTheSession() => container.RegisterInstanceAs(RunSession.Current);

    [BeforeScenario(Order = 2)]
    public void DescribeToAllure() => AllureDescription.Begin(feature.FeatureInfo, scenario.ScenarioInfo);

    [BeforeStep]
    public void OpenAllureStep() => ExtendedApi.StartStep(steps.Current());

    [AfterStep]
    public void CloseAllureStep() => ExtendedApi.ResolveStep(scenario.TestError);

    [AfterScenario(Order = 1)]
    public Task KeepEvidence() => container.Resolve<EvidenceDriver>().KeepAsync(feature.FeatureInfo, scenario);

    [AfterScenario(Order = 2)]
    public async Task CloseTheLogins() => await container.Resolve<RotationDriver>().DisposeAsync();

    [AfterScenario(Order = 3)]
    public async Task CloseTheShop() => await container.Resolve<ShopDriver>().CloseAsync();

    [AfterScenario(Order = 3)]
    public async Task CloseTheCatalogue() => await container.Resolve<CatalogDatabaseDriver>().CloseAsync();

    [AfterScenario(Order = 3)]
    public async Task CloseTheEstate() => await container.Resolve<RegionDriver>().CloseAsync();

    [AfterScenario(Order = 3)]
    public async Task CloseTheAudit() => await container.Resolve<PolicyDriver>().CloseAsync();
}
