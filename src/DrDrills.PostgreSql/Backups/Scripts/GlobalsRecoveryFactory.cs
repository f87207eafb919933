using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Verifications;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Scripts;

/// <summary>Roles alone, as <c>pg_dumpall --globals-only</c> writes them: there is no database to be asked.</summary>
internal sealed class GlobalsRecoveryFactory : IRecoveryFactory
{
    public IReadOnlyList<BackupFormat> Formats { get; } = [BackupFormat.PgGlobals];

    public bool IsPhysical => false;

    public IRecovery Create(RecoveryRequest request) => DumpRecoveryFactory.Make(request);

    public IReadOnlyList<IVerification> Verifications(IReadOnlyList<IVerification> usual) =>
    [
        new StatedRolesVerification(),
        .. usual.Where(verification => verification is BackupFilesVerification or StreamedFilesVerification or UnchangedFilesVerification),
    ];
}
