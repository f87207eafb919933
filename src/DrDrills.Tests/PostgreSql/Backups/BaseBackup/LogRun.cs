using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Servers.Local;
using Npgsql;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <summary>One point-in-time recovery, taken through its stages as a drill does.</summary>
internal sealed class LogRun : IAsyncDisposable
{
    private readonly RunFolder _work;

    private LogRun(RunFolder work, PointInTimeRecovery recovery)
    {
        _work = work;
        Recovery = recovery;
    }

    public PointInTimeRecovery Recovery { get; }

    public DirectoryInfo Work => _work.Directory;

    public BackupDescriptor? Backup { get; private set; }

    public RestoreOutcome? Replayed { get; private set; }

    public static Task<LogRun> BeginAsync(
        LogSource source, RecoveryTarget target, Func<PointInTimeRecoveryOptions, PointInTimeRecoveryOptions>? change = null) =>
        BeginAsync(
            new BackupFolderSource(source.Backups.FullName),
            target,
            options => (change ?? (same => same))(options with { WalArchive = source.Archive, Database = LogSource.Database }));

    public static async Task<LogRun> BeginAsync(
        IBackupSource source, RecoveryTarget target, Func<PointInTimeRecoveryOptions, PointInTimeRecoveryOptions>? change = null)
    {
        var runId = "test-" + Guid.NewGuid().ToString("N")[..8];
        var work = await RunFolder.CreateAsync(runId, "work", null, default);
        var options = new PointInTimeRecoveryOptions
        {
            Source = source,
            Target = new LocalTarget(),
            RunId = runId,
            WorkFolder = work.Directory,
            TimingProfile = TimingProfile.Quick,
            Selection = BackupSelection.Newest,
            RecoveryTarget = target,
            ReplayLimit = TimeSpan.FromSeconds(60),
        };
        return new LogRun(work, new PointInTimeRecovery(change?.Invoke(options) ?? options));
    }

    public async Task FetchAsync()
    {
        var progress = new Progress<StageProgress>();
        Backup = await Recovery.LocateAsync(new Incident("test", IncidentKind.Declared, TimeProvider.System.GetUtcNow()), default);
        await Recovery.ProvisionAsync(Backup, progress, default);
        await Recovery.FetchAsync(Backup, progress, default);
    }

    public async Task RecoverAsync()
    {
        var progress = new Progress<StageProgress>();
        await FetchAsync();
        await Recovery.RestoreAsync(progress, default);
        Replayed = await Recovery.ReplayAsync(progress, default);
    }

    public async Task<string> AskAsync(string sql)
    {
        await using var command = ((NpgsqlDataSource)Recovery.Copy.Database!).CreateCommand(sql);
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        await Recovery.DisposeOfCopyAsync(default);
        await Recovery.DisposeAsync();
        await _work.DisposeAsync();
    }
}
