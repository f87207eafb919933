using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>Finds the file that a restore gave up on: pgBackRest names it where a checksum is wrong, and not where it could not unpack it.</summary>
/// <param name="program">Reads the repository.</param>
/// <param name="backup">The backup.</param>
internal sealed partial class PgBackRestDamage(PgBackRestProgram program, BackupDescriptor backup)
{
    /// <summary>How many files may be on their way at once, and were not yet said to be there.</summary>
    private const int OnTheirWay = 32;

    /// <summary>Composes the error.</summary>
    /// <param name="outcome">How the restore ended.</param>
    /// <param name="restored">Files that it brought before, relative to the data directory.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<DrillException> NameAsync(ToolOutcome outcome, IReadOnlySet<string> restored, CancellationToken cancellationToken)
    {
        var said = PgBackRestSource.FirstError(outcome);
        if (IsOurSide(outcome))
        {
            return CouldNotBring($"backup '{backup.Id}'", said, outcome);
        }

        var named = DataFile().Match(outcome.Errors) is { Success: true } file ? file.Groups["path"].Value : null;
        named ??= await SearchAsync(restored, cancellationToken).ConfigureAwait(false);
        return named is null
            ? new RestoreFailedException(
                "DR2131",
                backup.Id.Value,
                $"pgBackRest gave up restoring backup '{backup.Id}': {said}",
                "do its own lines below say what is in the way: rights, space, a newer format?",
                outcome.Errors)
            : new BackupUnreadableException(
                "DR1342",
                backup.Id.Value,
                $"Backup '{backup.Id}' is not as it was taken: file '{named}' is damaged or missing ({said}).",
                "take an older backup of the repository and replay more log; look at the disk that keeps the repository.",
                outcome.Errors);
    }

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

    /// <summary>Restores go from the largest file to the smallest: the damaged one is among the first that did not come.</summary>
    private async Task<string?> SearchAsync(IReadOnlySet<string> restored, CancellationToken cancellationToken)
    {
        var manifest = await program.RunAsync(
            "repo-get", [$"backup/{StanzaFolder}/{backup.Id}/backup.manifest"], cancellationToken).ConfigureAwait(false);
        var waiting = PgBackRestFile.Of(manifest.Output)
            .Where(file => !restored.Contains(file.Name))
            .OrderByDescending(file => file.Size)
            .ThenByDescending(file => file.Name, StringComparer.Ordinal)
            .GroupBy(file => (file.Reference, file.Place))
            .ToList();

        // Those of a bundle are said to be there when all of it is.
        var (alone, together) = (waiting.Where(group => group.First().Bundle is null), waiting.Where(group => group.First().Bundle is not null));
        foreach (var file in alone.Take(OnTheirWay).Concat(together.Take(OnTheirWay)).SelectMany(group => group))
        {
            if (await IsDamagedAsync(file, cancellationToken).ConfigureAwait(false))
            {
                return file.Bundle is null ? file.Name : $"{file.Name}' in '{file.Reference ?? backup.Id.Value}/{file.Place}";
            }
        }

        return null;
    }

    private string StanzaFolder => Path.GetFileName(Path.GetDirectoryName(backup.Location))!;

    private async Task<bool> IsDamagedAsync(PgBackRestFile file, CancellationToken cancellationToken)
    {
        var label = file.Reference ?? backup.Id.Value;
        var place = Path.Combine(Path.GetDirectoryName(backup.Location)!, label, file.Place);
        var ending = PgBackRestProgram.Endings.FirstOrDefault(known => File.Exists(place + known));
        return ending is null
            || (file.KeptChecksum is { } kept ? await file.ChecksumInAsync(place + ending, cancellationToken).ConfigureAwait(false) != kept
                : file is { Bundle: null, IsInBlocks: false }
                && await program.ChecksumAsync($"backup/{StanzaFolder}/{label}/{file.Place}", ending, cancellationToken).ConfigureAwait(false) != file.Checksum);
    }

    /// <summary>The data file of a message like <c>error restoring '/…/data/base/1/16397': actual checksum …</c>, or of one that a file is missing.</summary>
    [GeneratedRegex(@"'[^']*(?:/data/|/pg_data/)(?<path>[^'\s]+?)(?:\.gz|\.lz4|\.zst|\.bz2|\.pgbi)?'")]
    private static partial Regex DataFile();

    [GeneratedRegex(@"for write|Permission denied|No space left|Read-only file system|Disk quota exceeded")]
    private static partial Regex InTheWay();
}
