using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Where and as whom one script is restored.</summary>
internal sealed record ScriptScene
{
    /// <value>The server.</value>
    public required IPostgresServer Server { get; init; }

    /// <value>Administrator's connections to the server's own database.</value>
    public required NpgsqlDataSource Admin { get; init; }

    /// <value>The backup that the script is, or is a part of.</value>
    public required BackupDescriptor Backup { get; init; }

    /// <value>The roles of the restore.</value>
    public required RestoreRoles Roles { get; init; }

    /// <value>Database for statements of a script that names none.</value>
    public required string Database { get; init; }

    /// <value>The live source that the copy is compared with, whose encoding and collation it gets where no manifest says them; or null.</value>
    public ManifestSource? Like { get; init; }

    /// <value>The longest that the script may take.</value>
    public required TimeSpan Limit { get; init; }

    /// <value>Told of tables.</value>
    public required IProgress<StageProgress> Progress { get; init; }

    /// <value>What the script may be restored without.</value>
    public SpareExtensions Spared { get; init; } = SpareExtensions.None;

    /// <value>Where the limit is measured.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <value>What was done otherwise than the script says.</value>
    public List<string> Deviations { get; } = [];

    /// <value>What is carried out by the administrator once the script's last statement has run; statements of ours, none of them secret.</value>
    public List<LateStatement> Late { get; } = [];

    /// <value>What the restorer may not do, for the administrator.</value>
    public DeferredStatements Deferred { get; } = new();

    /// <summary>Carries out a statement without which the copy is whole; what the target makes of it otherwise is told.</summary>
    public async Task RunLateAsync(LateStatement late, CancellationToken cancellationToken)
    {
        try
        {
            await late.RunAsync(Server, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused)
        {
            Deviations.Add($"not taken by the target: {late.What} ({ToolText.Redact(refused.MessageText)})");
        }
    }
}
