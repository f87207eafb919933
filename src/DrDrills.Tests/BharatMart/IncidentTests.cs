using BharatMart;
using BharatMart.Incidents;
using Npgsql;
using NUnit.Framework;
using static DrDrills.Tests.BharatMart.SharedScratchCluster;

namespace DrDrills.Tests.BharatMart;

public sealed class IncidentTests
{
    [Test]
    public async Task A_corrupting_migration_changes_and_deletes_products_in_one_transaction()
    {
        var database = await CreateBharatMartAsync("migration");
        var before = await DatabaseContents.ReadAsync(database);

        await InjectAsync(database, new CorruptingMigration());

        var after = await DatabaseContents.ReadAsync(database);
        Assert.That(
            Changed(before, after),
            Is.SupersetOf(new[] { "catalog.products", "catalog.product_reviews", "catalog.inventory" })
                .And.Not.Contain("sales.orders").And.Not.Contain("ops.status_log"));
        Assert.That(
            await DatabaseContents.ScalarAsync(
                database, "SELECT count(DISTINCT xmin::text) FROM catalog.products WHERE attributes ->> 'material' = 'UNKNOWN'"),
            Is.EqualTo("1"));
        Assert.That(Rows(after, "catalog.products"), Is.InRange(50, Rows(before, "catalog.products") - 1));
    }

    [Test]
    public async Task A_dropped_table_takes_its_view_along()
    {
        var database = await CreateBharatMartAsync("dropped");
        const string Both = "SELECT (to_regclass('catalog.product_reviews') IS NULL)::text || (to_regclass('catalog.product_ratings') IS NULL)";
        Assert.That(await DatabaseContents.ScalarAsync(database, Both), Is.EqualTo("falsefalse"));

        await InjectAsync(database, new DroppedTable());

        Assert.That(await DatabaseContents.ScalarAsync(database, Both), Is.EqualTo("truetrue"));
    }

    [Test]
    public async Task A_truncated_partition_loses_its_month_and_no_other()
    {
        var database = await CreateBharatMartAsync("truncated");
        var incident = new TruncatedPartition();
        var before = await DatabaseContents.ReadAsync(database);
        Assert.That(incident.Table, Is.EqualTo("sales.orders_2026_06"));
        Assert.That(Rows(before, incident.Table), Is.GreaterThan(0));

        await InjectAsync(database, incident);

        var after = await DatabaseContents.ReadAsync(database);
        Assert.That(Changed(before, after), Is.EquivalentTo(new[] { incident.Table, "sales.orders" }));
        Assert.That(Rows(after, incident.Table), Is.Zero);
    }

    [Test]
    public async Task Orders_go_on_before_and_after_an_incident_with_known_commits()
    {
        var database = await CreateBharatMartAsync("workload");
        var workload = new Workload(database);

        var before = await workload.PlaceOrdersAsync(5, CancellationToken.None);
        await InjectAsync(database, new CorruptingMigration());
        var after = await workload.PlaceOrderAsync(CancellationToken.None);

        Assert.That(before.Append(after).Select(r => r.Xid), Is.Ordered.And.Unique);
        Assert.That(before.Select(r => r.OrderNumber), Is.Unique);
        Assert.That(before.All(r => r.CommittedNotBefore <= r.CommittedNotAfter && r.PlacedAt <= r.CommittedNotBefore), Is.True);
        foreach (var receipt in before.Append(after))
        {
            var found = await DatabaseContents.ScalarAsync(
                database,
                $"SELECT pg_xact_status('{receipt.Xid}') || ' ' || order_number FROM sales.orders WHERE id = {receipt.OrderId}");
            Assert.That(found, Is.EqualTo($"committed {receipt.OrderNumber}"));
        }
    }

    [Test]
    public async Task A_refused_order_leaves_nothing_behind()
    {
        var database = await CreateBharatMartAsync("refused");
        var before = await DatabaseContents.OfTableAsync(database, "catalog.inventory");

        // The first line would be taken, the second is too much.
        const string TooMuch = "SELECT sales.place_order(100002, ARRAY['BM-CLO-000001', 'BM-HOM-000002'], ARRAY[1, 999999])";

        Assert.That(
            async () => await DatabaseContents.ScalarAsync(database, TooMuch),
            Throws.TypeOf<PostgresException>().With.Property("SqlState").EqualTo("BM001"));
        Assert.That(await DatabaseContents.OfTableAsync(database, "catalog.inventory"), Is.EqualTo(before));
    }

    private static async Task InjectAsync(NpgsqlDataSource database, IIncident incident)
    {
        await using var connection = await database.OpenConnectionAsync();
        await incident.InjectAsync(connection, CancellationToken.None);
    }

    private static IEnumerable<string> Changed(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        before.Keys.Where(name => !after.TryGetValue(name, out var now) || now != before[name]);

    private static int Rows(SortedDictionary<string, string> contents, string table) =>
        int.Parse(contents[table].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
