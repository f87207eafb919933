using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>pg_dumpall's scripts: every database into one of its own, and each is asked.</summary>
internal sealed class ClusterRecoveryFactory : IRecoveryFactory
{
    public IReadOnlyList<BackupFormat> Formats { get; } = [BackupFormat.PgDumpAll];

    public bool IsPhysical => false;

    public IRecovery Create(RecoveryRequest request) => DumpRecoveryFactory.Make(request);

    public IReadOnlyList<IVerification> Verifications(IReadOnlyList<IVerification> usual) =>
    [
        new StatedRolesVerification(),
        .. usual.Select(verification => verification
            is BackupFilesVerification or StreamedFilesVerification or UnchangedFilesVerification or FreshnessVerification
            ? verification
            : new EachDatabaseVerification(verification)),
    ];
}
