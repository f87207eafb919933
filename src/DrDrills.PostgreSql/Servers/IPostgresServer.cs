using DrDrills.Drills;
using DrDrills.PostgreSql.Tools;
using Npgsql;

namespace DrDrills.PostgreSql.Servers;

/// <summary>One running PostgreSQL server that the harness started or was given.</summary>
public interface IPostgresServer : IAsyncDisposable
{
    /// <summary>What and where it is, for records.</summary>
    TargetDescription Description { get; }

    /// <summary>PostgreSQL's programs, next to this server and of its version.</summary>
    IPostgresTools Tools { get; }

    /// <summary>Arguments that connect a PostgreSQL program to this server as its administrator: <c>--host … --port … --username …</c>.</summary>
    IReadOnlyList<string> ToolConnectionArguments { get; }

    /// <summary>Environment that goes with <see cref="ToolConnectionArguments"/> (a password file); never logged.</summary>
    IReadOnlyDictionary<string, string?> ToolConnectionEnvironment { get; }

    /// <summary>
    /// The name that a database of a restored copy, or a role of the restore itself, gets here: the wanted one, or one that a shared server can
    /// tell as the harness's and drop again.
    /// </summary>
    /// <param name="wanted">A database's name at the source, or a unique name of a role.</param>
    string NameFor(string wanted) => wanted;

    /// <summary>Opens connections as administrator (superuser where the target allows). The caller disposes of them; they never appear in logs.</summary>
    /// <param name="database">Name of the database.</param>
    NpgsqlDataSource Connect(string database);

    /// <summary>Opens connections as another role, by the server's own local trust; null where the server cannot do that.</summary>
    NpgsqlDataSource? ConnectAs(string database, string role);

    /// <summary>Last lines of the server's log.</summary>
    Task<string> ReadLogAsync(CancellationToken cancellationToken);

    /// <summary>Stops it at once, removes all that was made for it, and looks whether it is gone. Safe to repeat.</summary>
    Task<DisposalOutcome> DisposeOfAsync(CancellationToken cancellationToken);
}
