using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class RestoreSteps(RecoveryDriver recovery)
{
    [When("BharatMart is recovered from the nightly dump")]
    public Task FromTheNightlyDump() => recovery.FromDumpAsync();
}
