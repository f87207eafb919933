using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Every verification of PostgreSQL backups and of what was restored from them.</summary>
public static class Verifications
{
    /// <summary>All of them, in the order in which they are asked: files before the restore, then cheap questions before long ones.</summary>
    public static IReadOnlyList<IVerification> Default { get; } =
    [
        new BackupFilesVerification(),
        new FreshnessVerification(),
        new ExtensionsVerification(),
        new RolesVerification(),
        new SchemaObjectsVerification(),
        new SequencePositionsVerification(),
        new LargeObjectsVerification(),
        new CollationVersionsVerification(),
        new TableContentVerification(),
        new WriteGateVerification(),
        new ConstraintsHoldVerification(),
        new IndexIntegrityVerification(),
    ];

    /// <summary>Those that need no manifest: what they ask is whether the restored system agrees with itself.</summary>
    public static IReadOnlyList<IVerification> SelfConsistent { get; } =
        [.. Default.Where(verification => verification is WriteGateVerification or ConstraintsHoldVerification or IndexIntegrityVerification)];

    /// <summary>The verification of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static IVerification Find(VerificationId id) =>
        Default.FirstOrDefault(verification => verification.Id == id)
        ?? throw new ArgumentException(
            $"There is no verification '{id}'; there are {string.Join(", ", Default.Select(verification => verification.Id))}.", nameof(id));
}
