using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class RegionSteps(RegionDriver region, VerdictDriver verdict)
{
    [Given("the month's full backup lies in Mumbai, copied to Hyderabad")]
    public Task CopiedArchive() => region.DepositAsync();

    [Given("the month's full backup lies in an archive of Mumbai that somebody made by hand")]
    public Task ArchiveByHand() => region.DepositByHandAsync();

    [Given("the newest backup of the log volume is copied to Hyderabad")]
    public Task CopiedLogs() => region.CopyLogsAsync();

    [Given("the Autonomous Database of the catalogue has a peer in Hyderabad")]
    public Task PeeredCatalog() => region.PeerCatalogAsync();

    [When("Mumbai is lost and the peer in Hyderabad takes over")]
    public Task PeerTakesOver() => region.RecoverCatalogAsync();

    [When("Mumbai is lost in the middle of a recovery from the archive")]
    public Task LostInTheMiddle() => region.RecoverArchiveAsync();

    [When("Mumbai is lost and the logs are recovered from Hyderabad")]
    public Task LogsFromHyderabad() => region.RecoverLogsAsync();

    [Then("the drill says that Hyderabad took over")]
    public void HyderabadTookOver() => verdict.RequireDeviation("ap-mumbai-1 gave no answer any more");

    [Then("what exists only in Mumbai is reported as lost, by name")]
    public void ReportedAsLost() => verdict.RequireNote("region-loss", region.LostByName);
}
