using BharatMart;
using DrDrills.Testing;
using Npgsql;
using NUnit.Framework;

namespace DrDrills.Tests.BharatMart;

/// <summary>One scratch cluster for all tests of this folder; each test makes databases of its own in it.</summary>
[SetUpFixture]
public sealed class SharedScratchCluster
{
    private static ScratchCluster? _cluster;

    [OneTimeSetUp]
    public async Task StartAsync() => _cluster = await ScratchCluster.StartAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    internal static Task<NpgsqlDataSource> CreateDatabaseAsync(string prefix) =>
        _cluster!.CreateDatabaseAsync(prefix, CancellationToken.None);

    /// <summary>A small BharatMart, ready to be used and broken.</summary>
    internal static async Task<NpgsqlDataSource> CreateBharatMartAsync(string prefix, long seed = 2026)
    {
        var database = await CreateDatabaseAsync(prefix);
        await BharatMartDatabase.CreateAsync(database, Small with { Seed = seed }, CancellationToken.None);
        return database;
    }

    internal static BharatMartOptions Small { get; } = new() { Scale = 0.02m };
}
