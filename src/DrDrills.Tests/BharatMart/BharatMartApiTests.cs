using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BharatMart.Api;
using BharatMart.Incidents;
using Npgsql;
using NUnit.Framework;
using static DrDrills.Tests.BharatMart.SharedScratchCluster;

namespace DrDrills.Tests.BharatMart;

public sealed class BharatMartApiTests
{
    private BharatMartApi _api = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await StartOverAsync(await CreateBharatMartAsync("api"));
        _client = new HttpClient { BaseAddress = _api.BaseAddress };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
    }

    [Test]
    public async Task Customers_browse_search_and_read_about_a_product()
    {
        var health = await GetAsync("/health");
        var categories = await GetAsync("/categories");
        var kitchen = await GetAsync("/categories/kitchen/products?page=1");
        var wanted = kitchen.GetProperty("products")[0];
        var found = await GetAsync("/search?q=" + Uri.EscapeDataString(wanted.GetProperty("name").GetString()!));
        var product = await GetAsync("/products/" + wanted.GetProperty("sku").GetString());

        Assert.That(_api.BaseAddress.IsLoopback, Is.True);
        Assert.That(health.GetProperty("status").GetString(), Is.EqualTo("ready"));
        Assert.That(categories.GetArrayLength(), Is.EqualTo(36));
        Assert.That(
            found.EnumerateArray().Select(p => p.GetProperty("sku").GetString()),
            Does.Contain(wanted.GetProperty("sku").GetString()));
        Assert.That(product.GetProperty("price").GetDecimal(), Is.EqualTo(wanted.GetProperty("price").GetDecimal()));
    }

    [Test]
    public async Task An_order_is_placed_takes_stock_and_can_be_read_back()
    {
        var stock = (await GetAsync("/products/BM-CLO-000001")).GetProperty("inStock").GetInt64();

        var answer = await PlaceAsync(100_002, "BM-CLO-000001", 3);
        var placed = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var order = await GetAsync(answer.Headers.Location!.ToString());

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(order.GetProperty("lines")[0].GetProperty("quantity").GetInt32(), Is.EqualTo(3));
        Assert.That(order.GetProperty("total").GetDecimal(), Is.EqualTo(placed.GetProperty("total").GetDecimal()));
        Assert.That((await GetAsync("/products/BM-CLO-000001")).GetProperty("inStock").GetInt64(), Is.EqualTo(stock - 3));
    }

    [TestCase(100_002L, "BM-CLO-000001", 1_000_000, HttpStatusCode.Conflict)]
    [TestCase(100_002L, "BM-CLO-999999", 1, HttpStatusCode.UnprocessableEntity)]
    [TestCase(2L, "BM-CLO-000001", 1, HttpStatusCode.UnprocessableEntity)]
    [TestCase(100_002L, "BM-CLO-000001", 0, HttpStatusCode.UnprocessableEntity)]
    public async Task A_bad_order_is_refused_with_problem_details(long customer, string sku, int quantity, HttpStatusCode expected)
    {
        var answer = await PlaceAsync(customer, sku, quantity);

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [TestCase("/categories/no-such/products", HttpStatusCode.NotFound)]
    [TestCase("/categories/kitchen/products?page=0", HttpStatusCode.BadRequest)]
    [TestCase("/products/nothing", HttpStatusCode.NotFound)]
    [TestCase("/orders/BM0000000000", HttpStatusCode.NotFound)]
    [TestCase("/search?q=", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_is_told_with_problem_details(string path, HttpStatusCode expected)
    {
        var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task Product_pages_fail_after_the_reviews_were_dropped()
    {
        var database = await CreateBharatMartAsync("api_dropped");
        await using var api = await StartOverAsync(database);
        using var client = new HttpClient { BaseAddress = api.BaseAddress };
        await using var connection = await database.OpenConnectionAsync();
        await new DroppedTable().InjectAsync(connection, CancellationToken.None);

        var answer = await client.GetAsync(new Uri("/products/BM-CLO-000001", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("catalog.product_ratings"));
    }

    [Test]
    public async Task Health_is_not_ready_without_products()
    {
        var database = await CreateBharatMartAsync("api_empty");
        await using var api = await StartOverAsync(database);
        using var client = new HttpClient { BaseAddress = api.BaseAddress };
        await DatabaseContents.ScalarAsync(database, "UPDATE catalog.products SET is_active = false");

        var answer = await client.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Health_says_unavailable_where_no_database_answers()
    {
        await using var nowhere = await BharatMartApi.StartAsync(
            "Host=127.0.0.1;Port=1;Username=nobody;Timeout=2", CancellationToken.None);
        using var client = new HttpClient { BaseAddress = nowhere.BaseAddress };

        var answer = await client.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public void A_connection_string_as_an_argument_is_refused() =>
        Assert.That(() => BharatMartApi.Build(["--ConnectionStrings:BharatMart=Host=x"]), Throws.ArgumentException);

    /// <summary>Over the same server and database, with the rights of the application and no more.</summary>
    private static Task<BharatMartApi> StartOverAsync(NpgsqlDataSource database) => BharatMartApi.StartAsync(
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c role=bharatmart_app" }.ConnectionString,
        CancellationToken.None);

    private async Task<JsonElement> GetAsync(string path) => await _client.GetFromJsonAsync<JsonElement>(path);

    private Task<HttpResponseMessage> PlaceAsync(long customer, string sku, int quantity) =>
        _client.PostAsJsonAsync("/orders", new { customerId = customer, lines = new[] { new { sku, quantity } } });
}
