using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Scripts of a Supabase project are restored into an empty server that is first made into a new project.</summary>
internal sealed class SupabaseRecoveryFactory : IRecoveryFactory
{
    public IReadOnlyList<BackupFormat> Formats { get; } = [SupabaseFormat.Scripts];

    public bool IsPhysical => false;

    public IRecovery Create(RecoveryRequest request) =>
        request.RecoverTo != RecoveryTarget.Latest || request.LogArchive is not null || request.Database is not null
            ? throw new ConfigurationInvalidException(
                "The command line",
                [$"--recover-to, --wal-archive and --database are for base backups; '{request.Backup.Location}' is '{request.Backup.Format}'."])
            : new SupabaseRecovery(request);

    /// <summary>The platform's own schemas are at the source and not in the backup.</summary>
    public bool ComparesWithLive => false;

    public IReadOnlyList<IVerification> Verifications(IReadOnlyList<IVerification> usual) => SupabaseVerifications.Of(usual);
}
