using DrDrills.Oci.BlockVolumes;
using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class VolumeSteps(LogVolumeDriver logs)
{
    [Given("the log volume is backed up every night")]
    public Task BackedUp() => logs.PrepareAsync();

    [Given("a clone of the log volume stands by")]
    public Task CloneStandsBy() => logs.CloneAsync();

    [Given("an old log was cut short on its way into the newest backup")]
    public Task CutShort() => logs.CutShortAsync();

    [Given("the next new volume comes up faulty")]
    public Task ComesUpFaulty() => logs.FaultyVolumeAsync();

    [When("yesterday's log is deleted")]
    public Task YesterdaysLogIsDeleted() => logs.DeleteRecentAsync();

    [When("yesterday's log is deleted, and backed up without it afterwards")]
    public Task DeletedAndBackedUp() => logs.DeleteRecentAndBackUpAsync();

    [When("the old log is deleted")]
    public Task OldLogIsDeleted() => logs.DeleteOldAsync();

    [When("a log of today is deleted")]
    public Task TodaysLogIsDeleted() => logs.DeleteTodaysAsync();

    [When("the logs are recovered from a backup")]
    public Task FromABackup() => logs.RecoverAsync(VolumeSourceKind.Backup);

    [When("the logs are recovered from a clone")]
    public Task FromAClone() => logs.RecoverAsync(VolumeSourceKind.Clone);
}
