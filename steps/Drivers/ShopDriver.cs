using BharatMart;
using DrDrills.Steps.Hooks;
using Npgsql;

namespace DrDrills.Steps.Drivers;

/// <summary>The live shop as one scenario meets it.</summary>
public sealed class ShopDriver(DrillWorld world, RunSession session) 
{
    private const int OrdersAtATime = 5;

    private NpgsqlDataSource? _database;
    private Workload? _workload;

    public NpgsqlDataSource Database =>
        _database ?? throw new InvalidOperationException("the scenario does not say that BharatMart is selling");

    public async Task OpenAsync()
    {
        var shop = await session.ShopAsync(CancellationToken.None);
        world.LiveDatabase = await shop.CopyDatabaseAsync(CancellationToken.None);
        _database = shop.Server.Connect(world.LiveDatabase);
        _workload = new Workload(_database);
    }

    /// <summary>A few orders, each in a transaction of its own; before or after the incident, as the scenario stands.</summary>
    public async Task PlaceOrdersAsync()
    {
        var receipts = await _workload!.PlaceOrdersAsync(OrdersAtATime, CancellationToken.None);
        (world.Incident is null ? world.OrdersBefore : world.OrdersAfter).AddRange(receipts);
    }

    public async Task CloseAsync()
    {
        if (_database is null)
        {
            return;
        }

        await _database.DisposeAsync();
        var shop = await session.ShopAsync(CancellationToken.None);
        await shop.DropDatabaseAsync(world.LiveDatabase, CancellationToken.None);
    }
}
