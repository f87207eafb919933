using DrDrills.PostgreSql.Backups.Tar;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>A fetched archive in tar format, which pg_restore reads through a pipe: what it reads is looked at on the way.</summary>
internal sealed class ArchiveTar(string path, string backup) : IArchiveInput
{
    public string Name => Path.GetFileName(path);

    /// <summary>A tar has no place where its members could be looked up.</summary>
    public bool AllowsJobs => false;

    public async Task<ToolOutcome> RunAsync(
        IPostgresTools tools, ToolInvocation invocation, bool withRows, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var _ = file.ConfigureAwait(false);
        var whole = new WholeTar(file, backup);
        await using var __ = whole.ConfigureAwait(false);
        return await tools.RunAsync(invocation with { Input = whole }, cancellationToken).ConfigureAwait(false);
    }
}
