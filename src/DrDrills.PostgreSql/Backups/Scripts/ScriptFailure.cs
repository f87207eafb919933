using System.Globalization;
using System.Text;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.PgDump;
using Npgsql;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>What it means that a script could not be carried out; names the line and the object, never the statement.</summary>
internal static class ScriptFailure
{
    public static DrillException Of(string backup, ScriptPart part, PostgresException error)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"line {part.Line}{(part.Title.Length == 0 ? "" : $" ({part.Title})")}");
        var details = ToolText.Redact($"{error.SqlState}: {ScriptSession.Message(error)}\n{Where(error)}");
        if (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return new EngineUnavailableException(
                "DR3124",
                backup,
                $"Plain SQL backup '{backup}' needs rights of a superuser at {where}, which a file of statements is not given.",
                "dump with --format=custom, whose objects can be told apart; nothing is said about the backup.",
                details);
        }

        return new RestoreError(null, error.MessageText) is { IsEnvironment: true } gap
            ? new EngineUnavailableException(
                "DR3123",
                backup,
                $"The target lacks something that backup '{backup}' needs at {where}: {ToolText.Redact(ScriptSession.Message(error))}.",
                gap.EnvironmentHint + "; nothing is said about the backup.",
                details)
            : new RestoreFailedException(
                "DR2102",
                backup,
                $"Plain SQL backup '{backup}' stopped at an error at {where}.",
                "is the backup complete, and was it made by a server no newer than the target?",
                details);
    }

    /// <summary>A statement needs an extension that the target lacks and that the script was to be restored without.</summary>
    public static EngineUnavailableException Lacks(string backup, ScriptPart part, PostgresException error, string extension) => new(
        "DR3123",
        backup,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The target lacks extension '{extension}', which backup '{backup}' needs at line {part.Line} ({part.Title}): {ToolText.Redact(ScriptSession.Message(error))}."),
        "restore into an image that has it (--target container); nothing is said about the backup.");

    /// <summary>A line that psql would carry out itself.</summary>
    public static BackupUnreadableException Command(string backup, ScriptPart part) => new(
        "DR1305",
        backup,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Plain SQL backup '{backup}' holds a psql meta-command at line {part.Line}, '{Word(part)}', which was not carried out."),
        "who wrote this file? pg_dump itself writes none that does more than connect to the database it just made; a dump that runs commands is not restored.");

    private static string Word(ScriptPart part) =>
        new([.. Encoding.ASCII.GetString(part.Bytes).Take(12).TakeWhile(letter => letter > ' '), .. part.Bytes.Length == 0 ? "\\" : ""]);

    private static string Where(PostgresException error) => error.Where is { } text && text.StartsWith("COPY ", StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text))
        : "";
}
