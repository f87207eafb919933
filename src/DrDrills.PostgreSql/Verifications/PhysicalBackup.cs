using DrDrills.PostgreSql.Backups;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Tells copies of a server's files, which come back byte for byte, from dumps, which are loaded and indexed anew.</summary>
internal static class PhysicalBackup
{
    public static bool Is(VerificationContext context) =>
        context.Manifest?.Backup?.StartLsn is not null || Recoveries.Of(context.Backup.Format)?.IsPhysical == true;
}
