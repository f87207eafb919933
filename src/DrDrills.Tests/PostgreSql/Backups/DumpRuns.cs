using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;

namespace DrDrills.Tests.PostgreSql.Backups;

/// <summary>One recovery from a dump, taken through its stages as a drill does.</summary>
internal sealed class DumpRuns : IAsyncDisposable
{
    private readonly RunFolder _work;

    private DumpRuns(RunFolder work, DumpRecovery recovery)
    {
        _work = work;
        Recovery = recovery;
    }

    public DumpRecovery Recovery { get; }

    public RestoreOutcome? Outcome { get; private set; }

    public static Task<DumpRuns> BeginAsync(string path, string? manifest = null, IPostgresTarget? target = null) =>
        BeginAsync(new BackupFolderSource(path, manifest), target ?? new LocalTarget(), streamed: false);

    public static async Task<DumpRuns> BeginAsync(IBackupSource source, IPostgresTarget target, bool streamed, ManifestSource? like = null)
    {
        var runId = "test-" + Guid.NewGuid().ToString("N")[..8];
        var work = await RunFolder.CreateAsync(runId, "work", null, default);
        return new DumpRuns(work, new DumpRecovery(new DumpRecoveryOptions
        {
            Source = source,
            Streamed = streamed,
            Target = target,
            Like = like,
            RunId = runId,
            WorkFolder = work.Directory,
            TimingProfile = TimingProfile.Quick,
            Selection = BackupSelection.Newest,
        }));
    }

    public async Task RestoreAsync()
    {
        var progress = new Progress<StageProgress>();
        var backup = await Recovery.LocateAsync(new Incident("test", IncidentKind.Declared, TimeProvider.System.GetUtcNow()), default);
        await Recovery.ProvisionAsync(backup, progress, default);
        await Recovery.FetchAsync(backup, progress, default);
        Outcome = await Recovery.RestoreAsync(progress, default);
    }

    public async ValueTask DisposeAsync()
    {
        await Recovery.DisposeOfCopyAsync(default);
        await Recovery.DisposeAsync();
        await _work.DisposeAsync();
    }
}
