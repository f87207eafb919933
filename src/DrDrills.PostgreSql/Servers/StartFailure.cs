using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers;

/// <summary>Reads out of a server's log why it ended before it was ready.</summary>
internal static class StartFailure
{
    /// <summary>Sentences of PostgreSQL 13 to 18 that say replay could not get where it was asked to.</summary>
    private static readonly string[] NotReached =
    [
        "recovery ended before configured recovery target was reached",
        "requested recovery stop point is before consistent recovery point",
        "is not a child of this server's history",
        "recovery target timeline",
    ];

    /// <summary>Sentences that say the WAL needed to make the backup whole is not there.</summary>
    private static readonly string[] WalMissing =
    [
        "WAL ends before end of online backup",
        "WAL ends before consistent recovery point",
        "could not locate required checkpoint record",
        "could not find redo location",
    ];

    public static DrillException From(string subject, DirectoryInfo? copy, string log)
    {
        log = ServerLog.EndOf(log);
        var end = LineTail.Of(log, 25);
        var receipts = log.Split('\n').Where(IsOfTheServer).Select(line => line.Trim()).ToList();
        var receipt = receipts.Find(line => NotReached.Concat(WalMissing).Any(sentence => line.Contains(sentence, StringComparison.Ordinal)))
            ?? receipts.LastOrDefault();
        if (copy is null)
        {
            return new EngineUnavailableException(
                "DR3105", subject, $"{subject} ended while it started: {receipt ?? "its log gives no reason"}",
                "Is there memory and disk space left for a server with these settings?", end);
        }

        if (receipt is not null && NotReached.Any(sentence => receipt.Contains(sentence, StringComparison.Ordinal)))
        {
            return new RecoveryTargetUnreachableException(
                "DR2201", subject, $"{subject} replayed all WAL it was given without reaching the recovery target: {receipt}",
                "Is every WAL segment up to the target in the archive, and does the target exist on this timeline?\n"
                + "The last 'restored log file' line of the log names the segment before the missing one.", end);
        }

        if (receipt is not null && WalMissing.Any(sentence => receipt.Contains(sentence, StringComparison.Ordinal)))
        {
            return new RecoveryTargetUnreachableException(
                "DR2202", subject, $"{subject} lacks WAL that the base backup needs to become consistent: {receipt}",
                "Was the WAL written while the backup ran archived to its end?", end);
        }

        return new RestoreFailedException(
            "DR2123", subject, $"{subject} does not start on the restored files: {receipt ?? "its log gives no reason"}",
            "Are all files of the backup there, unchanged, and from one backup only?", end);
    }

    /// <summary>Whether a line says why the server ended, rather than why it let somebody wait: a question asked too early leaves one too.</summary>
    private static bool IsOfTheServer(string line) =>
        (line.Contains("FATAL:", StringComparison.Ordinal) || line.Contains("PANIC:", StringComparison.Ordinal))
        && !line.Contains("FATAL:  the database system is ", StringComparison.Ordinal)
        && !line.Contains("FATAL:  terminating ", StringComparison.Ordinal);
}
