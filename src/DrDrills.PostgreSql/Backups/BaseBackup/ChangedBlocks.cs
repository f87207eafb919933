using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Backups of the blocks that changed since another one (PostgreSQL 17): no server starts on one without <c>pg_combinebackup</c>.</summary>
internal static class ChangedBlocks
{
    /// <summary>Refuses one, which says nothing of it.</summary>
    /// <param name="backup">Its name.</param>
    /// <param name="since">Since what: a backup, a position of the log.</param>
    /// <param name="whole">A whole one to drill instead, as an option of the command line; or null where none is known.</param>
    public static EngineUnavailableException NotPutTogether(string backup, string since, string? whole) => new(
        "DR3147",
        backup,
        $"Backup '{backup}' holds only the blocks that changed since {since}; DrDrills does not put such backups together.",
        (whole is null ? "drill a whole one" : $"drill a whole one, {whole}")
        + ", or put it together by 'pg_combinebackup' and drill the outcome; nothing is said about this backup.");

    /// <summary>Refuses a base backup whose label says that it is one.</summary>
    /// <exception cref="EngineUnavailableException">It is one (<c>DR3147</c>).</exception>
    public static void Refuse(BackupPayload? payload, string backup)
    {
        if (BaseBackupLabel.ChangesSince(payload) is { } position)
        {
            throw NotPutTogether(backup, $"position {position} of the log", null);
        }
    }
}
