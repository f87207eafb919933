using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class ArchiveSteps(ArchiveDriver archive)
{
    [Given("the month's full backup lies in the archive")]
    public Task MonthlyBackup() => archive.DepositAsync();

    [Given("a part of the archived backup is missing")]
    public Task MissingPart() => archive.LosePartAsync();

    [Given("the archived backup is stated with another checksum")]
    public Task AnotherChecksum() => archive.StateAnotherChecksumAsync();

    [Given("one byte of the archived backup rots where it lies")]
    public Task RottenByte() => archive.ChangeBytesAsync();

    [When("BharatMart is recovered from the monthly archive")]
    public Task FromTheArchive() => archive.RecoverAsync();
}
