using DrDrills.Errors;

namespace DrDrills.PostgreSql.Servers;

/// <summary>A place where PostgreSQL servers for restored copies come from.</summary>
/// <remarks>
/// Every server is isolated, runs with <c>archive_mode=off</c>, has a name that <c>sweep</c> recognises, and belongs to the caller, who
/// disposes of it. Started servers answer a real authenticated query several times in a row.
/// </remarks>
public interface IPostgresTarget
{
    /// <summary>Which kind it is; never <see cref="TargetKind.Auto"/>.</summary>
    TargetKind Kind { get; }

    /// <summary>
    /// Why no server can be had here, with the command that helps; null where one can. Fetches or builds what the first server would need.
    /// </summary>
    Task<string?> UnavailableBecauseAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="UnavailableBecauseAsync"/>, by looking alone: nothing is fetched, built or changed.</summary>
    Task<string?> ObstacleInSightAsync(CancellationToken cancellationToken) => UnavailableBecauseAsync(cancellationToken);

    /// <summary>Starts an empty server.</summary>
    /// <exception cref="EngineUnavailableException">The engine, image or program is missing.</exception>
    /// <exception cref="TargetNotReadyException">It did not answer within its limit; carries the end of the server's log.</exception>
    /// <exception cref="TargetRefusedException">A remote server is not empty or not on the allow list.</exception>
    Task<IPostgresServer> StartEmptyAsync(ServerRequest request, CancellationToken cancellationToken);

    /// <summary>Starts a server on a restored data directory and waits until replay has ended and it accepts queries.</summary>
    /// <exception cref="RecoveryTargetUnreachableException">Replay ended before its target; carries the server's log line.</exception>
    /// <exception cref="RestoreFailedException">The server does not start on these files; carries the end of its log.</exception>
    /// <exception cref="TargetNotReadyException">It neither answered nor ended within the limit.</exception>
    Task<IPostgresServer> StartFromDataDirectoryAsync(PhysicalServerRequest request, CancellationToken cancellationToken);
}
