using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using Oci.DatabaseService;
using Oci.DatabaseService.Models;
using Oci.DatabaseService.Requests;
using State = Oci.DatabaseService.Models.AutonomousDatabase.LifecycleStateEnum;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>The calls of the Database service that recoveries make, in one region.</summary>
internal sealed class DatabaseCalls(OciTenancy tenancy, OciRegion region)
{
    private static readonly Enum[] _removable =
    [
        State.Available, State.AvailableNeedsAttention, State.Unavailable, State.Stopped, State.RestoreFailed, State.Inaccessible, State.Standby,
        State.Terminating, State.Terminated,
    ];

    private readonly DatabaseClient _client =
        region.Client(OciHost.Database, (provider, configuration, endpoint) => new DatabaseClient(provider, configuration, endpoint));

    public OciRegion Region => region;

    public static string Name(string id) => $"autonomous database '{id}'";

    public Task<AutonomousDatabase> GetAsync(string id, CancellationToken cancellationToken) => tenancy.Calls.AskAsync(
        "GetAutonomousDatabase",
        Name(id),
        async ct => (await _client.GetAutonomousDatabase(
            new GetAutonomousDatabaseRequest { AutonomousDatabaseId = id }, cancellationToken: ct).ConfigureAwait(false)).AutonomousDatabase,
        cancellationToken);

    public Task<IReadOnlyList<AutonomousDatabaseSummary>> ListAsync(string compartmentId, CancellationToken cancellationToken) => tenancy.Calls.ListAsync(
        "ListAutonomousDatabases",
        $"compartment '{compartmentId}'",
        (page, ct) => _client.ListAutonomousDatabases(
            new ListAutonomousDatabasesRequest { CompartmentId = compartmentId, Page = page }, cancellationToken: ct),
        answer => (answer.Items, answer.OpcNextPage),
        cancellationToken);

    public Task<IReadOnlyList<AutonomousDatabaseBackupSummary>> BackupsAsync(string id, CancellationToken cancellationToken) => tenancy.Calls.ListAsync(
        "ListAutonomousDatabaseBackups",
        Name(id),
        (page, ct) => _client.ListAutonomousDatabaseBackups(
            new ListAutonomousDatabaseBackupsRequest { AutonomousDatabaseId = id, Page = page }, cancellationToken: ct),
        answer => (answer.Items, answer.OpcNextPage),
        cancellationToken);

    public Task<IReadOnlyList<AutonomousDatabasePeerSummary>> PeersAsync(string id, CancellationToken cancellationToken) => tenancy.Calls.ListAsync(
        "ListAutonomousDatabasePeers",
        Name(id),
        (page, ct) => _client.ListAutonomousDatabasePeers(
            new ListAutonomousDatabasePeersRequest { AutonomousDatabaseId = id, Page = page }, cancellationToken: ct),
        answer => (answer.AutonomousDatabasePeerCollection.Items, answer.OpcNextPage),
        cancellationToken);

    public Task<AutonomousDatabase> CreateAsync(CreateAutonomousDatabaseBase details, CancellationToken cancellationToken)
    {
        var token = OciTenancy.NewRetryToken();
        return tenancy.Calls.AskAsync(
            "CreateAutonomousDatabase",
            $"autonomous database '{details.DisplayName}'",
            async ct => (await _client.CreateAutonomousDatabase(
                new CreateAutonomousDatabaseRequest { CreateAutonomousDatabaseDetails = details, OpcRetryToken = token },
                cancellationToken: ct).ConfigureAwait(false)).AutonomousDatabase,
            cancellationToken);
    }

    /// <summary>Restores in place, once: the version that was read goes along, so that a repetition whose first answer was lost is refused.</summary>
    public async Task RestoreAsync(string id, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var before = await tenancy.Calls.AskAsync(
            "GetAutonomousDatabase",
            Name(id),
            ct => _client.GetAutonomousDatabase(new GetAutonomousDatabaseRequest { AutonomousDatabaseId = id }, cancellationToken: ct),
            cancellationToken).ConfigureAwait(false);
        try
        {
            await tenancy.Calls.AskAsync(
                "RestoreAutonomousDatabase",
                Name(id),
                ct => _client.RestoreAutonomousDatabase(
                    new RestoreAutonomousDatabaseRequest
                    {
                        AutonomousDatabaseId = id,
                        IfMatch = before.Etag,
                        RestoreAutonomousDatabaseDetails = new RestoreAutonomousDatabaseDetails { Timestamp = moment.UtcDateTime },
                    },
                    cancellationToken: ct),
                cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException refused) when (refused.Status == 412)
        {
            var now = await GetAsync(id, cancellationToken).ConfigureAwait(false);
            if (now.LifecycleState != State.RestoreInProgress)
            {
                throw;
            }
        }
    }

    public Task<AutonomousDatabase> FailOverAsync(string id, string? peerId, CancellationToken cancellationToken)
    {
        var token = OciTenancy.NewRetryToken();
        return tenancy.Calls.AskAsync(
            "FailOverAutonomousDatabase",
            Name(id),
            async ct => (await _client.FailOverAutonomousDatabase(
                new FailOverAutonomousDatabaseRequest { AutonomousDatabaseId = id, PeerDbId = peerId, OpcRetryToken = token },
                cancellationToken: ct).ConfigureAwait(false)).AutonomousDatabase,
            cancellationToken);
    }

    /// <summary>Waits until a database that is being made or changed can be used.</summary>
    /// <exception cref="RestoreFailedException">It came to a state that leads nowhere (DR4012), or is unavailable (DR4309).</exception>
    public async Task<AutonomousDatabase> UntilAvailableAsync(string id, CancellationToken cancellationToken)
    {
        var found = await tenancy.Wait.UntilAsync(
            Name(id), ct => GetAsync(id, ct), database => database.LifecycleState, [State.Available, State.Unavailable], cancellationToken).ConfigureAwait(false);
        return found.LifecycleState == State.Available ? found : throw new RestoreFailedException(
            "DR4309",
            Name(id),
            $"{Name(id)} came to the state UNAVAILABLE; expected AVAILABLE.",
            "look at its work request in the console for the reason.",
            found.LifecycleDetails);
    }

    /// <summary>Removes a database that a run has made, and waits until it is gone.</summary>
    /// <param name="id">OCID.</param>
    /// <param name="isOfAnyRun">Whether a sweep asks, which knows it for a leftover by its tags; else only this run's own is removed.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>How its absence was seen.</returns>
    public async Task<string> RemoveAsync(string id, bool isOfAnyRun, CancellationToken cancellationToken)
    {
        var found = await tenancy.Calls.AskForAsync("GetAutonomousDatabase", Name(id), ct => GetAsync(id, ct), cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return "HTTP 404";
        }

        if (!isOfAnyRun)
        {
            tenancy.Guard.RequireOurs(Name(id), found.CompartmentId, found.FreeformTags);
        }

        try
        {
            await DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException busy) when (busy.Status == 409)
        {
            // What is being made or changed cannot be removed until that is over.
            await tenancy.Wait.UntilAsync(
                Name(id), ct => GetAsync(id, ct), database => database.LifecycleState, _removable, cancellationToken).ConfigureAwait(false);
            await DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return await tenancy.Wait.UntilGoneAsync(
            Name(id), ct => GetAsync(id, ct), database => database.LifecycleState, cancellationToken).ConfigureAwait(false);
    }

    private Task DeleteAsync(string id, CancellationToken cancellationToken) => tenancy.Calls.EndAsync(
        "DeleteAutonomousDatabase",
        Name(id),
        ct => _client.DeleteAutonomousDatabase(new DeleteAutonomousDatabaseRequest { AutonomousDatabaseId = id }, cancellationToken: ct),
        async ct => (await GetAsync(id, ct).ConfigureAwait(false)).LifecycleState is State.Terminating or State.Terminated,
        cancellationToken);
}
