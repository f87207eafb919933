using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class RestoreSteps(RecoveryDriver recovery)
{
    [When("BharatMart is recovered from the nightly dump")]
    public Task FromTheNightlyDump() => recovery.FromDumpAsync();

    [When("BharatMart is recovered to the moment before the damage")]
    public Task ToTheMomentBefore() => recovery.ToMomentBeforeDamageAsync();

    [When("BharatMart is recovered to the end of the log")]
    public Task ToTheEndOfTheLog() => recovery.ToEndOfLogAsync();
}
