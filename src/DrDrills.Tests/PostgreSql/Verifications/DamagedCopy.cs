using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Testing;
using DrDrills.Verification;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>A database of the shared cluster for one test; dropped at its end.</summary>
internal sealed class DamagedCopy(ScratchCluster cluster, string name, BackupManifest manifest) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database = cluster.Server.Connect(name);

    public NpgsqlDataSource Database => _database;

    public async Task ExecuteAsync(string sql)
    {
        await NastyDatabase.ExecuteAsync(_database, sql);

        // Settings of the database reach new connections only.
        _database.Clear();
    }

    public Task<BackupManifest> ManifestAsync(ITableDigest digest) =>
        ManifestTaker.TakeAsync(_database, new ManifestOptions { BackupId = name, Digest = digest }, null, CancellationToken.None);

    public Task<VerificationAnswer> AskAsync(string id, BackupFormat? format = null, Func<BackupManifest, BackupManifest>? change = null) =>
        DrDrills.PostgreSql.Verifications.Verifications.Find(VerificationId.Parse(id)).RunAsync(
            NastyDatabase.Context(change is null ? manifest : change(manifest), _database, format), CancellationToken.None);

    /// <summary>Asks without a manifest, as a bare backup is asked.</summary>
    public Task<VerificationAnswer> AskAsync(IVerification verification, Func<VerificationContext, VerificationContext>? change = null)
    {
        var context = NastyDatabase.Context(null, _database) with { DatabaseAs = role => cluster.Server.ConnectAs(name, role)! };
        return verification.RunAsync(change is null ? context : change(context), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await using var command = cluster.Superuser.CreateCommand($"DROP DATABASE {name} WITH (FORCE)");
        await command.ExecuteNonQueryAsync();
    }
}
