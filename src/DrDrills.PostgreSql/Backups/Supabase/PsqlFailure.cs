using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What it means that psql, held to SQL, stopped in a script.</summary>
internal static class PsqlFailure
{
    /// <summary>What psql, held to SQL, says that it stopped at.</summary>
    public static DrillException Of(string backup, IPostgresServer server, ToolOutcome outcome)
    {
        var details = ToolText.Redact(outcome.Errors);
        if (outcome.Errors.Contains("backslash commands are restricted", StringComparison.Ordinal))
        {
            return new BackupUnreadableException(
                "DR1305",
                backup,
                $"Plain SQL backup '{backup}' holds a psql meta-command, which was not carried out.",
                "who wrote this file? pg_dump itself writes none; a dump that runs commands is not restored.",
                details);
        }

        if (outcome.Errors.Contains(@"invalid command \restrict", StringComparison.Ordinal))
        {
            return new EngineUnavailableException(
                "DR3125",
                "psql",
                $"psql of the {server.Tools.Description} has no restricted mode, without which plain SQL is not restored.",
                "update the client programs to a release since August 2025 (13.22, 14.19, 15.14, 16.10, 17.6).",
                details);
        }

        if (RestoreError.SaysPermission(outcome.Errors))
        {
            return new EngineUnavailableException(
                "DR3124",
                backup,
                $"Plain SQL backup '{backup}' needs rights of a superuser, which a file of statements is not given.",
                "dump with --format=custom, whose objects can be told apart; nothing is said about the backup.",
                details);
        }

        return new RestoreFailedException(
            "DR2102",
            backup,
            $"psql stopped at an error in plain SQL backup '{backup}' (exit code {outcome.ExitCode}).",
            "is the backup complete, and was it made by a server no newer than the target?",
            details);
    }
}
