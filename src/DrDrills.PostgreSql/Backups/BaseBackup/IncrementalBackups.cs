using DrDrills.Backups;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Incremental base backups (PostgreSQL 17 and newer): the blocks that changed since another base backup began.</summary>
/// <remarks>
/// No server starts on one alone. Its label says at which position of the log the backup began that it builds on, so that one is found among
/// what lies beside it, whatever it is called; <c>pg_combinebackup</c> makes one data directory of all of them.
/// </remarks>
internal static class IncrementalBackups
{
    private const string Prefix = "INCREMENTAL.";

    /// <summary>The backups that one builds on, the full one first; none where it is a full one itself.</summary>
    /// <param name="backup">The backup; a file or folder of this machine where it is incremental.</param>
    /// <param name="label">Its label, or null where that is not known before it is brought.</param>
    /// <param name="key">What encrypted ones are opened with, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupNotFoundException">One of them is not beside it (<c>DR1106</c>).</exception>
    public static async Task<IReadOnlyList<BackupDescriptor>> BasesOfAsync(
        BackupDescriptor backup, BaseBackupLabel? label, SecretText? key, CancellationToken cancellationToken)
    {
        var bases = new List<BackupDescriptor>();
        IReadOnlyList<(BackupDescriptor Backup, BaseBackupLabel Label)>? beside = null;
        var built = (Backup: backup, Label: label);
        while (built.Label?.BuildsOn is { } start)
        {
            beside ??= await BesideAsync(backup, key, cancellationToken).ConfigureAwait(false);
            var found = start.Lsn < built.Label.Start
                ? beside.FirstOrDefault(other => other.Label.Timeline == start.Timeline && other.Label.Start == start.Lsn)
                : default;
            built = found.Backup is not null ? found : throw new BackupNotFoundException(
                "DR1106",
                backup.Id.Value,
                $"Backup '{built.Backup.Id}' is incremental: it builds on a base backup that began at {start.Lsn} on timeline {start.Timeline}, and none "
                + $"beside '{backup.Location}' did.",
                "put all backups of the chain into one folder, or check what pg_combinebackup makes of them; nothing is said about this one.");
            bases.Insert(0, built.Backup);
        }

        return bases;
    }

    /// <summary>Makes one data directory of a chain.</summary>
    /// <param name="tools">Programs of the target, of PostgreSQL 17 or newer.</param>
    /// <param name="backup">Name of the last backup of the chain.</param>
    /// <param name="chain">Data directories, that of the full backup first.</param>
    /// <param name="into">A folder that is not there yet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">They do not fit together, or one is damaged (<c>DR1314</c>).</exception>
    public static async Task CombineAsync(
        IPostgresTools tools, string backup, IReadOnlyList<DirectoryInfo> chain, DirectoryInfo into, CancellationToken cancellationToken)
    {
        var outcome = await tools.RunAsync(
            new ToolInvocation(
                "pg_combinebackup", ["--no-sync", "--no-manifest", "--output", into.FullName, .. chain.Select(folder => folder.FullName)]),
            cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            var first = outcome.Errors.Split('\n').FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? outcome.Errors;
            first = chain.Aggregate(first, (said, folder) => said.Replace($"{folder.FullName}/", "", StringComparison.Ordinal));
            throw new BackupUnreadableException(
                "DR1314",
                backup,
                $"Incremental backup '{backup}' and the {chain.Count - 1} that it builds on make no data directory: "
                + $"{first.Replace("pg_combinebackup: error: ", "", StringComparison.Ordinal).Trim()}.",
                "take an older backup of the chain, or another chain, and replay more log.",
                outcome.Errors);
        }
    }

    /// <summary>Files of a data directory by the names that they have once they are combined: a file of changed blocks has a prefix.</summary>
    public static IReadOnlySet<string>? NamesOf(IReadOnlySet<string>? files) => files?
        .Select(file => Path.GetFileName(file) is var name && name.StartsWith(Prefix, StringComparison.Ordinal)
            ? Path.Combine(Path.GetDirectoryName(file)!, name[Prefix.Length..])
            : file)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Every base backup in the same folder whose label can be read where it lies.</summary>
    private static async Task<IReadOnlyList<(BackupDescriptor Backup, BaseBackupLabel Label)>> BesideAsync(
        BackupDescriptor backup, SecretText? key, CancellationToken cancellationToken)
    {
        var found = new List<(BackupDescriptor, BaseBackupLabel)>();
        var folder = Path.GetDirectoryName(backup.Location);
        foreach (var entry in folder is { Length: > 0 } && Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [])
        {
            if (entry == backup.Location || BackupLayout.IsPending(Path.GetFileName(entry)))
            {
                continue;
            }

            var payload = await BackupPayload.FindPhysicalAsync(entry, key, cancellationToken).ConfigureAwait(false);
            if (BaseBackupLabel.Of(payload) is { } label)
            {
                var other = new BackupDescriptor
                {
                    Id = new BackupId(Path.GetFileName(entry)),
                    Format = backup.Format == BackupFormat.Barman ? backup.Format : payload!.Format,
                    Location = entry,
                    Tool = backup.Tool,
                    Size = BackupFiles.SizeOf(entry),
                };
                found.Add((other, label));
            }
        }

        return found;
    }
}
