using System.Globalization;
using DrDrills.Errors;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>Chooses the backup that a volume is recovered from: the newest one that stands for an instant before the incident.</summary>
internal static class VolumeChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="volume">The volume, for messages: <c>volume 'ocid1…'</c>.</param>
    /// <param name="candidates">Backups or clones, in any order and any state.</param>
    /// <param name="incidentAt">UTC instant of the incident.</param>
    /// <returns>The newest usable one, and how it was chosen among how many.</returns>
    /// <exception cref="BackupNotFoundException">There is none at all (DR4211), or none from before the incident (DR4212).</exception>
    public static (VolumeBackupSight Backup, string Selection) Before(
        string volume, IReadOnlyList<VolumeBackupSight> candidates, DateTimeOffset incidentAt)
    {
        var usable = candidates.Where(candidate => candidate.IsUsable).ToList();
        if (usable.Count == 0)
        {
            throw new BackupNotFoundException(
                "DR4211",
                volume,
                $"There is no usable backup of {volume}: {candidates.Count} found, 0 of them AVAILABLE.",
                "has the volume a backup policy, and may this identity read its backups?");
        }

        var before = usable.Where(candidate => candidate.At <= incidentAt).ToList();
        return before.Count == 0
            ? throw new BackupNotFoundException(
                "DR4212",
                volume,
                $"No backup of {volume} is from before the incident at {Instant(incidentAt)}: {usable.Count} found, the oldest of {Instant(usable.Min(candidate => candidate.At))}.",
                "what was lost is in no backup that was made after it was lost; is it in another region or in a clone?")
            : (before.MaxBy(candidate => candidate.At)!, $"newest before the incident, of {usable.Count}");
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
