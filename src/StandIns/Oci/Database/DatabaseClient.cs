using Oci.Common;
using Oci.Common.Auth;
using Oci.Common.Retry;
using Oci.DatabaseService.Requests;
using Oci.DatabaseService.Responses;

namespace Oci.DatabaseService;

/// <summary>The Database service: of it, Autonomous Databases and their backups.</summary>
public class DatabaseClient : RegionalClientBase
{
    public DatabaseClient(
        IBasicAuthenticationDetailsProvider authenticationDetailsProvider, ClientConfiguration clientConfiguration = null, string endpoint = null)
        : base(authenticationDetailsProvider, clientConfiguration, endpoint, OfDatabases, "/20160918")
    {
    }

    private static Service OfDatabases { get; } = new()
    {
        ServiceName = "DATABASE",
        ServiceEndpointPrefix = "database",
        ServiceEndpointTemplate = "https://database.{region}.{secondLevelDomain}",
    };

    public Task<GetAutonomousDatabaseResponse> GetAutonomousDatabase(
        GetAutonomousDatabaseRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetAutonomousDatabaseResponse>(HttpMethod.Get, "/autonomousDatabases/{autonomousDatabaseId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListAutonomousDatabasesResponse> ListAutonomousDatabases(
        ListAutonomousDatabasesRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListAutonomousDatabasesResponse>(HttpMethod.Get, "/autonomousDatabases", request, retryConfiguration, cancellationToken, completionOption);

    public Task<CreateAutonomousDatabaseResponse> CreateAutonomousDatabase(
        CreateAutonomousDatabaseRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<CreateAutonomousDatabaseResponse>(HttpMethod.Post, "/autonomousDatabases", request, retryConfiguration, cancellationToken, completionOption);

    public Task<UpdateAutonomousDatabaseResponse> UpdateAutonomousDatabase(
        UpdateAutonomousDatabaseRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<UpdateAutonomousDatabaseResponse>(HttpMethod.Put, "/autonomousDatabases/{autonomousDatabaseId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<DeleteAutonomousDatabaseResponse> DeleteAutonomousDatabase(
        DeleteAutonomousDatabaseRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<DeleteAutonomousDatabaseResponse>(HttpMethod.Delete, "/autonomousDatabases/{autonomousDatabaseId}", request, retryConfiguration, cancellationToken, completionOption);

    public Task<RestoreAutonomousDatabaseResponse> RestoreAutonomousDatabase(
        RestoreAutonomousDatabaseRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<RestoreAutonomousDatabaseResponse>(HttpMethod.Post, "/autonomousDatabases/{autonomousDatabaseId}/actions/restore", request, retryConfiguration, cancellationToken, completionOption);

    public Task<FailOverAutonomousDatabaseResponse> FailOverAutonomousDatabase(
        FailOverAutonomousDatabaseRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<FailOverAutonomousDatabaseResponse>(HttpMethod.Post, "/autonomousDatabases/{autonomousDatabaseId}/actions/failover", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListAutonomousDatabasePeersResponse> ListAutonomousDatabasePeers(
        ListAutonomousDatabasePeersRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListAutonomousDatabasePeersResponse>(HttpMethod.Get, "/autonomousDatabases/{autonomousDatabaseId}/peers", request, retryConfiguration, cancellationToken, completionOption);

    public Task<ListAutonomousDatabaseBackupsResponse> ListAutonomousDatabaseBackups(
        ListAutonomousDatabaseBackupsRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<ListAutonomousDatabaseBackupsResponse>(HttpMethod.Get, "/autonomousDatabaseBackups", request, retryConfiguration, cancellationToken, completionOption);

    public Task<GetAutonomousDatabaseBackupResponse> GetAutonomousDatabaseBackup(
        GetAutonomousDatabaseBackupRequest request,
        RetryConfiguration retryConfiguration = null,
        CancellationToken cancellationToken = default,
        HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead) =>
        CallAsync<GetAutonomousDatabaseBackupResponse>(HttpMethod.Get, "/autonomousDatabaseBackups/{autonomousDatabaseBackupId}", request, retryConfiguration, cancellationToken, completionOption);
}
