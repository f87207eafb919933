using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class IncidentSteps(IncidentDriver incidents)
{
    [When("a migration corrupts the product catalogue")]
    public Task CorruptingMigration() => incidents.CorruptCatalogueAsync();

    [When("the product reviews are dropped")]
    public Task DroppedTable() => incidents.DropReviewsAsync();

    [When("a month of orders is truncated")]
    public Task TruncatedPartition() => incidents.TruncateOrdersAsync();

    [When("the catalogue is found corrupted {duration} after the dump")]
    public Task FoundLate(TimeSpan later) => incidents.DeclareLaterAsync(later);

    [When("the database and every backup beside it are lost")]
    public Task AllLost() => incidents.DeclareLossAsync();
}
