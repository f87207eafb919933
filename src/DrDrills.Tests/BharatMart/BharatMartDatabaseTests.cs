using System.Security.Cryptography;
using BharatMart;
using NUnit.Framework;
using static DrDrills.Tests.BharatMart.SharedScratchCluster;

namespace DrDrills.Tests.BharatMart;

public sealed class BharatMartDatabaseTests
{
    [Test]
    public async Task The_same_seed_gives_the_same_contents_and_another_seed_does_not()
    {
        var first = await DatabaseContents.ReadAsync(await CreateBharatMartAsync("first"));
        var second = await DatabaseContents.ReadAsync(await CreateBharatMartAsync("second"));
        var other = await DatabaseContents.ReadAsync(await CreateBharatMartAsync("other", seed: 7));

        Assert.That(second, Is.EqualTo(first));
        Assert.That(first, Has.Count.GreaterThan(60));
        Assert.That(other["catalog.products"], Is.Not.EqualTo(first["catalog.products"]));
        Assert.That(other["large objects"], Is.Not.EqualTo(first["large objects"]));
        Assert.That(other["ops.edge_values"], Is.EqualTo(first["ops.edge_values"]));
    }

    [TestCaseSource(typeof(SchemaQuestions), nameof(SchemaQuestions.All))]
    public async Task The_schema_has_what_breaks_in_restores(string query, string expected)
    {
        var database = await OnceAsync();

        Assert.That(await DatabaseContents.ScalarAsync(database, query), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_database_that_is_not_empty_is_refused()
    {
        var database = await CreateDatabaseAsync("used");
        await DatabaseContents.ScalarAsync(database, "CREATE TABLE public.someones (id int)");

        Assert.That(
            async () => await BharatMartDatabase.CreateAsync(database, Small, CancellationToken.None),
            Throws.InvalidOperationException.With.Message.Contains("relation someones"));
    }

    [Test]
    public async Task The_password_of_the_application_is_stored_as_a_verifier_that_the_server_accepts()
    {
        var database = await CreateDatabaseAsync("password");
        var options = Small with { AppPassword = "correct horse" };

        await BharatMartDatabase.CreateAsync(database, options, CancellationToken.None);

        // Had the server not recognised the verifier, it would have taken its text for a password and hashed that.
        var stored = await DatabaseContents.ScalarAsync(
            database, "SELECT rolpassword FROM pg_authid WHERE rolname = 'bharatmart_app'");
        var salt = Convert.FromBase64String(stored.Split('$', ':')[2]);
        var salted = Rfc2898DeriveBytes.Pbkdf2("correct horse", salt, 4096, HashAlgorithmName.SHA256, 32);
        var serverKey = Convert.ToBase64String(HMACSHA256.HashData(salted, "Server Key"u8));
        Assert.That(stored, Does.StartWith("SCRAM-SHA-256$4096:").And.EndsWith(":" + serverKey));
        Assert.That(options.ToString(), Does.Not.Contain("correct horse"));
    }

    [Test]
    public async Task Two_databases_of_one_cluster_can_be_made_at_once()
    {
        var databases = new[] { await CreateDatabaseAsync("left"), await CreateDatabaseAsync("right") };
        var options = Small with { AppPassword = "correct horse" };

        var made = await Task.WhenAll(
            databases.Select(database => BharatMartDatabase.CreateAsync(database, options, CancellationToken.None)));

        Assert.That(made.Select(database => database.SizeBytes), Is.All.GreaterThan(8_000_000));
    }

    [Test]
    public void Every_mistake_in_the_options_is_told_at_once()
    {
        var options = new BharatMartOptions { Scale = 0, AsOf = DateTimeOffset.MinValue, AppPassword = "" };

        Assert.That(
            async () => await BharatMartDatabase.CreateAsync(null!, options, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("Scale").And.Message.Contains("AsOf").And.Message.Contains("AppPassword"));
    }

    private static readonly SemaphoreSlim Once = new(1, 1);
    private static Npgsql.NpgsqlDataSource? _once;

    private static async Task<Npgsql.NpgsqlDataSource> OnceAsync()
    {
        await Once.WaitAsync();
        try
        {
            return _once ??= await CreateBharatMartAsync("schema");
        }
        finally
        {
            Once.Release();
        }
    }
}
