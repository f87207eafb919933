using System.Data.Common;
using DrDrills.Drills;
using DrDrills.Errors;
using Oci.DatabaseService.Models;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>The database that a recovery has brought back, with its connections.</summary>
internal sealed class RecoveredDatabase(
    DatabaseCalls calls,
    Func<AutonomousDatabaseAddress, DbDataSource> connect,
    Func<AutonomousDatabaseAddress, string, DbDataSource>? connectAs,
    Func<AutonomousDatabaseAddress, CancellationToken, Task<IsolationProof>>? isolation,
    string readyQuery) : IAsyncDisposable
{
    private AutonomousDatabaseAddress? _address;
    private DbDataSource? _database;
    private TargetDescription? _target;

    /// <summary>As verifications see it.</summary>
    public RestoredCopy Copy => new(_database, null)
    {
        DatabaseAs = connectAs is null || _address is null ? null : role => connectAs(_address, role),
        Target = _target,
    };

    /// <summary>Opens the connections of a database that is AVAILABLE.</summary>
    /// <exception cref="TargetNotReadyException">The service names no way to connect (DR4303).</exception>
    public async Task OpenAsync(AutonomousDatabase database, string? adminPassword, CancellationToken cancellationToken)
    {
        if (database.ConnectionStrings?.AllConnectionStrings is not { Count: > 0 } services)
        {
            throw new TargetNotReadyException(
                "DR4303",
                DatabaseCalls.Name(database.Id),
                $"{DatabaseCalls.Name(database.Id)} is AVAILABLE, but the service names no connection string.",
                "does it have a private endpoint that this machine does not reach? Look at its connection page in the console.");
        }

        _address = new AutonomousDatabaseAddress(database.Id, database.DbName, services, adminPassword);
        var proof = isolation is null ? null : await isolation(_address, cancellationToken).ConfigureAwait(false);
        _target = Describe(database, proof ?? new IsolationProof(
            "not known", null, "what runs inside the service cannot be told to connect out from here; who may connect in, the access list says"));
        _database = connect(_address);
    }

    /// <summary>The database as the service describes it now.</summary>
    public Task<AutonomousDatabase> ReadAsync(CancellationToken cancellationToken) => calls.GetAsync(
        _address?.Id ?? throw new InvalidOperationException("No database has been recovered yet."), cancellationToken);

    /// <summary>A real connection, a real query.</summary>
    public async Task<string> ReadyAsync(CancellationToken cancellationToken)
    {
        var command = _database!.CreateCommand(readyQuery);
        await using var _ = command.ConfigureAwait(false);
        await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return $"{DatabaseCalls.Name(_address!.Id)} answers '{readyQuery}'";
    }

    /// <summary>Closes the connections. Safe to repeat.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_database is { } database)
        {
            _database = null;
            await database.DisposeAsync().ConfigureAwait(false);
        }
    }

    private TargetDescription Describe(AutonomousDatabase database, IsolationProof proof) => new()
    {
        Kind = "autonomous-database",
        Id = database.Id,
        Image = "none: a service of OCI",
        Engine = "Autonomous Database",
        EngineVersion = database.DbVersion ?? "not said by the service",
        TimingProfile = TimingProfile.AsProduction,
        Settings = new Dictionary<string, string>
        {
            ["region"] = calls.Region.Name,
            ["displayName"] = database.DisplayName ?? "",
            ["accessList"] = string.Join(", ", database.WhitelistedIps ?? []),
            ["ecpus"] = database.ComputeCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not said by the service",
        },
        Isolation = proof,
    };
}
