using BharatMart.Incidents;
using DrDrills.Drills;
using DrDrills.Objectives;
using DrDrills.PostgreSql.Manifests;

namespace DrDrills.Steps.Drivers;

/// <summary>Makes things go wrong in the scenario's own live database, or declares that they did.</summary>
public sealed class IncidentDriver(DrillWorld world, ShopDriver shop)
{
    public Task CorruptCatalogueAsync() => InjectAsync("a migration corrupted the product catalogue", new CorruptingMigration());

    public Task DropReviewsAsync() => InjectAsync("the product reviews were dropped", new DroppedTable());

    public Task TruncateOrdersAsync() => InjectAsync("a month of orders was truncated", new TruncatedPartition());

    /// <summary>Nothing is done to the database: the incident is only declared, that much later than the newest backup.</summary>
    public async Task DeclareLaterAsync(TimeSpan later)
    {
        var at = await NowAsync() + later;
        world.Incident = new Incident("the catalogue is found corrupted", IncidentKind.Declared, at, new CorruptingMigration().Table);
        world.Damage = $"nothing: the dump is {DurationText.Format(later)} old when it is needed";
        world.ExpectedRed = [ExpectedFinding.TooOld];
    }

    /// <summary>Nothing is done to the database: all that stands beside it is only declared lost.</summary>
    public async Task DeclareLossAsync() => world.Incident = new Incident(
        "the database and every backup beside it are lost", IncidentKind.Declared, await NowAsync(), null);

    private async Task InjectAsync(string name, IIncident incident)
    {
        if (world.LogArchive is not null)
        {
            world.HeldBeforeIncident = await ManifestTaker.TakeAsync(
                shop.Database, new ManifestOptions { BackupId = "held-before-the-incident" }, null, CancellationToken.None);
        }

        var at = await NowAsync();
        await using var connection = await shop.Database.OpenConnectionAsync();
        await incident.InjectAsync(connection, CancellationToken.None);
        world.Incident = new Incident(name, IncidentKind.Injected, at, incident.Table);
    }

    /// <summary>The live server's own clock: commits are dated by it.</summary>
    private async Task<DateTimeOffset> NowAsync()
    {
        await using var command = shop.Database.CreateCommand("SELECT clock_timestamp()");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync())!, TimeSpan.Zero);
    }
}
