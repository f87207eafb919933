using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class BackupSteps(BackupDriver backups)
{
    [Given("a nightly dump was taken")]
    public Task NightlyDump() => backups.TakeDumpAsync();

    [Given("a nightly dump in directory format was taken")]
    public Task NightlyDumpInDirectoryFormat() => backups.TakeParallelDumpAsync();

    [Given("a base backup was taken and the log is archived")]
    public Task BaseBackup() => backups.TakeBaseBackupAsync();

    [Given("the dump was cut short")]
    public Task CutShort() => backups.CutShortAsync();

    [Given("one byte of the dump was changed")]
    public Task OneByteChanged() => backups.ChangeOneByteAsync();

    [Given("the dump was replaced by the dump of another day")]
    public Task AnotherDay() => backups.ReplaceByAnotherDaysDumpAsync();

    [Given("the dump was made again without the product reviews")]
    public Task WithoutReviews() => backups.LeaveOutReviewsAsync();

    [When("a segment of the archived log is missing")]
    public Task MissingSegment() => backups.LoseLogSegmentAsync();
}
