using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>Tells a damaged backup from what is in the way on this machine, by what pgBackRest says.</summary>
internal static partial class PgBackRestDamage
{
    /// <summary>A restore gave up, of a backup that <see cref="PgBackRestVerify"/> had nothing to say against, or nothing at all.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="outcome">How the restore ended.</param>
    public static DrillException Of(BackupDescriptor backup, ToolOutcome outcome)
    {
        var said = PgBackRestSource.FirstError(outcome);
        return IsOurSide(outcome) ? CouldNotBring($"backup '{backup.Id}'", said, outcome)
            : DataFile().Match(outcome.Errors) is { Success: true } file ? Of(backup, [$"'{file.Groups["path"].Value}' ({said})"], outcome.Errors)
            : new RestoreFailedException(
                "DR2131",
                backup.Id.Value,
                $"pgBackRest gave up restoring backup '{backup.Id}': {said}",
                "do its own lines below say what is in the way: rights, space, a newer format?",
                outcome.Errors);
    }

    /// <summary>Files of a backup are not what they were when it was taken.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="files">Each damaged or missing file and what was said of it; empty where the backup's list of its files is.</param>
    /// <param name="details">What pgBackRest said.</param>
    public static BackupUnreadableException Of(BackupDescriptor backup, IReadOnlyList<string> files, string details) => new(
        "DR1342",
        backup.Id.Value,
        $"Backup '{backup.Id}' is not as it was taken: " + files switch
        {
            [] => "its list of files, 'backup.manifest', cannot be used.",
            [var only] => $"file {only} is damaged or missing.",
            _ => $"{files.Count} files are damaged or missing: file {PgBackRestVerify.Some(files)}.",
        },
        "take an older backup of the repository and replay more log; look at the disk that keeps the repository.",
        details);

    /// <summary>Whether something is in the way where the files are written to or read from: that says nothing of the backup.</summary>
    public static bool IsOurSide(ToolOutcome outcome) => InTheWay().IsMatch(outcome.Errors);

    /// <summary>We could not look: something of this machine is in the way.</summary>
    /// <param name="what">A backup, a segment.</param>
    /// <param name="said">What pgBackRest said of it.</param>
    /// <param name="outcome">All that it said.</param>
    public static VerificationImpossibleException CouldNotBring(string what, string said, ToolOutcome outcome) => new(
        "DR4135",
        what,
        $"pgBackRest could not bring {what} to this machine: {said}",
        "is there space left in the run root, and may the account that servers run as read the repository?",
        outcome.Errors);

    /// <summary>The data file of a message like <c>error restoring '/…/data/base/1/16397': actual checksum …</c>, or of one that a file is missing.</summary>
    [GeneratedRegex(@"'[^']*(?:/data/|/pg_data/)(?<path>[^'\s]+?)(?:\.gz|\.lz4|\.zst|\.bz2|\.pgbi)?'")]
    private static partial Regex DataFile();

    [GeneratedRegex(@"for write|Permission denied|No space left|Read-only file system|Disk quota exceeded")]
    private static partial Regex InTheWay();
}
