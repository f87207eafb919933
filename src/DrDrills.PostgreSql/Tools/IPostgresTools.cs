using DrDrills.Errors;

namespace DrDrills.PostgreSql.Tools;

/// <summary>PostgreSQL's own programs (pg_dump, pg_restore, pg_amcheck …), on this machine or inside a server's container.</summary>
/// <remarks>Safe to call from several threads. Programs are ended when the call is cancelled or over its limit.</remarks>
public interface IPostgresTools
{
    /// <summary>Where the programs run, for records: "installed packages 15.18", "container drdrills-…".</summary>
    string Description { get; }

    /// <summary>Runs one program to its end, whatever its exit code.</summary>
    /// <exception cref="EngineUnavailableException">The program is not there (<c>DR3101</c>).</exception>
    /// <exception cref="TargetNotReadyException">It ran longer than its limit (<c>DR3301</c>).</exception>
    Task<ToolOutcome> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
