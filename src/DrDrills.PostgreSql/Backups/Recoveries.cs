using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Backups.Scripts;
using DrDrills.PostgreSql.Backups.Supabase;

namespace DrDrills.PostgreSql.Backups;

/// <summary>Every way back from a backup.</summary>
public static class Recoveries
{
    /// <summary>All of them; each format has one.</summary>
    public static IReadOnlyList<IRecoveryFactory> Default { get; } =
    [
        new DumpRecoveryFactory(),
        new ClusterRecoveryFactory(),
        new GlobalsRecoveryFactory(),
        new PointInTimeRecoveryFactory(),
        new SupabaseRecoveryFactory(),
        new SupabaseDailyRecoveryFactory(),
    ];

    /// <summary>The way back from a format, or null where there is none.</summary>
    public static IRecoveryFactory? Of(BackupFormat format) => Default.FirstOrDefault(factory => factory.Formats.Contains(format));
}
