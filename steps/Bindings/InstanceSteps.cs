using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class InstanceSteps(InstanceDriver instance)
{
    [Given("the shop's instance is backed up every night")]
    public Task BackedUp() => instance.PrepareAsync();

    [Given("{subject} was changed on its way into the newest backup")]
    public Task Changed(FindingSubject subject) => instance.TamperAsync(subject);

    [When("the shop's instance is lost with its boot volume")]
    public void Lost() => instance.Lose();

    [When("the instance is recovered from its boot volume backup")]
    public Task Recovered() => instance.RecoverAsync();
}
