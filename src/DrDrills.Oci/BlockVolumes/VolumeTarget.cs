using DrDrills.Backups;
using DrDrills.Drills;

namespace DrDrills.Oci.BlockVolumes;

/// <summary>What records say of a volume that was recovered.</summary>
internal static class VolumeTarget
{
    public static TargetDescription Of(string kind, string id, BackupDescriptor backup, IsolationProof isolation) => new()
    {
        Kind = kind,
        Id = id,
        Image = backup.Id.Value,
        Engine = "ext4",
        EngineVersion = $"read by {Environment.OSVersion.VersionString}",
        TimingProfile = TimingProfile.AsProduction,
        Isolation = isolation,
    };
}
