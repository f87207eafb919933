using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups;

/// <summary>The way back from some formats of backups.</summary>
/// <remarks>To add one: recovery and factory in the folder of the tool that makes the backups, a line in <see cref="Recoveries.Default"/>.</remarks>
public interface IRecoveryFactory
{
    /// <summary>The formats it gets back.</summary>
    IReadOnlyList<BackupFormat> Formats { get; }

    /// <summary>
    /// Whether backups of these formats are copies of a server's files that replay a log: what they hold at the recovery target is then said by a
    /// manifest of that moment, and their own one describes files only.
    /// </summary>
    bool IsPhysical { get; }

    /// <summary>Whether such a backup holds all of its database, so that it can be compared with the live one. Default: it does.</summary>
    bool ComparesWithLive => true;

    /// <summary>A recovery of one backup, used once.</summary>
    /// <exception cref="Errors.ConfigurationInvalidException">The request lacks what the format needs, or asks what it cannot give; all mistakes at once.</exception>
    IRecovery Create(RecoveryRequest request);

    /// <summary>What is asked of a backup of these formats: the usual questions, or others in their place.</summary>
    /// <param name="usual">What is asked of any backup; see <see cref="PostgreSql.Verifications.Verifications.For"/>.</param>
    IReadOnlyList<IVerification> Verifications(IReadOnlyList<IVerification> usual) => usual;
}
