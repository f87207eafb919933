using DrDrills.PostgreSql.Comparisons;
using DrDrills.Testing;
using DrDrills.Tests.PostgreSql.Verifications;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Comparisons;

/// <summary>Two databases of the shared cluster, filled alike and then changed; dropped at the end.</summary>
internal sealed class ComparedDatabases : IAsyncDisposable
{
    private ComparedDatabases(NpgsqlDataSource a, NpgsqlDataSource b)
    {
        A = a;
        B = b;
    }

    public NpgsqlDataSource A { get; }

    public NpgsqlDataSource B { get; }

    /// <summary>Fills both, then changes the second one.</summary>
    public static async Task<ComparedDatabases> FilledAsync(string both, string changeOfB = "")
    {
        var cluster = await ScratchCluster.SharedAsync();
        var a = await cluster.CreateDatabaseAsync("compared", CancellationToken.None);
        var b = await cluster.CreateDatabaseAsync("compared", CancellationToken.None);
        var databases = new ComparedDatabases(a, b);
        try
        {
            await NastyDatabase.ExecuteAsync(a, both);
            await NastyDatabase.ExecuteAsync(b, both + ";" + changeOfB);
            return databases;
        }
        catch
        {
            await databases.DisposeAsync();
            throw;
        }
    }

    /// <summary>A copy of B whose pages have not been read yet; dropped with the cluster.</summary>
    public async Task<NpgsqlDataSource> CopyOfBAsync()
    {
        var cluster = await ScratchCluster.SharedAsync();
        var name = new NpgsqlConnectionStringBuilder(B.ConnectionString).Database!;
        B.Clear();
        await using var command = cluster.Superuser.CreateCommand($"CREATE DATABASE {name}_copy TEMPLATE {name} {ScratchCluster.CopiedByFile}");
        await command.ExecuteNonQueryAsync();
        return cluster.Server.Connect(name + "_copy");
    }

    public Task<Comparison> CompareAsync(ComparisonOptions? options = null) => CompareAsync(A, B, options);

    public static Task<Comparison> CompareAsync(NpgsqlDataSource a, NpgsqlDataSource b, ComparisonOptions? options = null) =>
        DatabaseComparison.RunAsync(
            new ComparedSource("a", a), new ComparedSource("b", b), options ?? new ComparisonOptions { Parallelism = 2 }, null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        var cluster = await ScratchCluster.SharedAsync();
        foreach (var database in new[] { A, B })
        {
            var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
            await database.DisposeAsync();
            await using var command = cluster.Superuser.CreateCommand($"DROP DATABASE \"{name}\" WITH (FORCE)");
            await command.ExecuteNonQueryAsync();
        }
    }
}
