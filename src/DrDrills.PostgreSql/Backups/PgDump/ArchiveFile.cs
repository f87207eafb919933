using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>An archive that was fetched: a file in custom format, or a folder in directory format.</summary>
/// <param name="path">Seen by the programs under the same path.</param>
internal sealed class ArchiveFile(string path) : IArchiveInput
{
    public string Name => Path.GetFileName(path);

    public bool AllowsJobs => true;

    public Task<ToolOutcome> RunAsync(
        IPostgresTools tools, ToolInvocation invocation, bool withRows, CancellationToken cancellationToken) =>
        tools.RunAsync(invocation with { Arguments = [.. invocation.Arguments, path] }, cancellationToken);
}
