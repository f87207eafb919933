using DrDrills.Steps.Drivers;

namespace DrDrills.Steps.Bindings;

[Binding]
public sealed class CatalogDatabaseSteps(CatalogDatabaseDriver catalog)
{
    [Given("BharatMart's catalogue is kept in an Autonomous Database")]
    public Task KeptInAnAutonomousDatabase() => catalog.OpenAsync();

    [Given("somebody has let every address into the database")]
    public void OpenToTheWorld() => catalog.OpenToTheWorld();

    [Given("clones get the access list that their source has today")]
    public void ClonesInherit() => catalog.LetClonesInheritAccessList();

    [When("a migration corrupts the catalogue in the Autonomous Database")]
    public Task CorruptingMigration() => catalog.CorruptAsync();

    [When("the database is cloned to the moment before the migration")]
    public Task CloneToTheMomentBefore() => catalog.CloneToMomentBeforeAsync();

    [When("the database is cloned to a moment after the migration")]
    public Task CloneToAMomentAfter() => catalog.CloneToMomentAfterAsync();

    [When("the database is restored in place, confirmed by its name")]
    public Task RestoreInPlace() => catalog.RestoreInPlaceAsync();

    [When("the database is restored in place without confirmation")]
    public Task RestoreInPlaceUnconfirmed() => catalog.RestoreInPlaceUnconfirmedAsync();

    [Given("the database is followed by a peer in Hyderabad")]
    public Task FollowedByAPeer() => catalog.FollowAsync();

    [When("customers order, and all of it reaches Hyderabad")]
    public Task OrdersThatArrive() => catalog.OrderAsync();

    [When("customers order, and the last of it does not reach Hyderabad")]
    public Task OrdersThatDoNotArrive() => catalog.OrderMoreThanArrivesAsync();

    [When("Mumbai is lost and the peer takes over")]
    public Task MumbaiIsLost() => catalog.LoseMumbaiAsync();

    [Then("the restore in place is refused, naming the database")]
    public void RefusedNamingTheDatabase() => catalog.RequireRefusal();

    [Then("the database is as the migration left it")]
    public Task AsTheMigrationLeftIt() => catalog.RequireLeftAloneAsync();
}
