using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>How pg_restore gets at one archive: by its path, or through its standard input.</summary>
internal interface IArchiveInput
{
    /// <summary>Short name for messages.</summary>
    string Name { get; }

    /// <summary>Whether several jobs may read it at once.</summary>
    bool AllowsJobs { get; }

    /// <summary>Runs pg_restore over the archive.</summary>
    /// <param name="tools">The programs.</param>
    /// <param name="invocation">Without the archive among its arguments.</param>
    /// <param name="withRows">Whether the run reads rows, and not only the table of contents.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ToolOutcome> RunAsync(IPostgresTools tools, ToolInvocation invocation, bool withRows, CancellationToken cancellationToken);
}
