using DrDrills.Backups;
using DrDrills.Evidence;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Every verification of PostgreSQL backups and of what was restored from them.</summary>
public static class Verifications
{
    /// <summary>All of them, in the order in which they are asked: files before the restore, then cheap questions before long ones, last what writes.</summary>
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
        new ConstraintsHoldVerification(),
        new IndexIntegrityVerification(),
        new WriteGateVerification(),
    ];

    /// <summary>As <see cref="Default"/>, for a backup that is restored while it flows: its files are verified on the way.</summary>
    public static IReadOnlyList<IVerification> Streamed { get; } =
        [.. Default.Where(verification => verification is not BackupFilesVerification), new StreamedFilesVerification()];

    /// <summary>Those that need no manifest: what they ask is whether the restored system agrees with itself.</summary>
    public static IReadOnlyList<IVerification> SelfConsistent { get; } = WithoutManifest(null, false, []);

    /// <summary>What can be asked of one backup: all that its manifest answers, or what needs none.</summary>
    /// <param name="manifest">What must be there, or null.</param>
    /// <param name="streamed">Whether the backup is restored while it flows.</param>
    /// <param name="history">What was proven before, for a backup without a manifest; or null where nothing is kept.</param>
    /// <param name="fewerRowsAreRight">Whether fewer rows than proven before are right.</param>
    /// <param name="isPhysical">Whether it is a copy of a server's files, which have checksums of their own.</param>
    public static IReadOnlyList<IVerification> For(
        BackupManifest? manifest, bool streamed, ProofHistory? history = null, bool fewerRowsAreRight = false, bool isPhysical = false)
    {
        IReadOnlyList<IVerification> unchanged = history is null || streamed || isPhysical ? [] : [new UnchangedFilesVerification(history)];
        return manifest switch
        {
            null => WithoutManifest(history, fewerRowsAreRight, unchanged),
            { Files.Count: 0 } => [.. unchanged, .. Default.Where(verification => verification is not BackupFilesVerification)],
            _ => streamed ? Streamed : Default,
        };
    }

    /// <summary>What can be asked of one backup beside the live source that it was taken of.</summary>
    /// <param name="isPhysical">Whether it is a copy of a server's files; a dump holds no roles.</param>
    public static IReadOnlyList<IVerification> AgainstLive(bool isPhysical) =>
    [
        new AgainstLive(new ExtensionsVerification(), "Every extension of the live source is installed, in the same schema."),
        .. isPhysical
            ? [new AgainstLive(new RolesVerification(), "Every role that the live source needs exists, with its attributes and memberships.")]
            : Array.Empty<IVerification>(),
        new AgainstLive(new SchemaObjectsVerification(), "Every schema object of the live source is there, defined as it is there."),
        new LiveSequencesVerification(),
        new LiveLargeObjectsVerification(),
        new AgainstLive(new CollationVersionsVerification(), "Text is ordered by the same libraries and versions as at the live source, or was indexed anew."),
        new LiveContentVerification(),
        .. Default.Where(verification => verification is WriteGateVerification or ConstraintsHoldVerification or IndexIntegrityVerification),
    ];

    /// <summary>Questions of the user's own, one verification for each.</summary>
    public static IReadOnlyList<IVerification> Of(IReadOnlyList<SqlCheck> checks) => [.. checks.Select(check => new SqlCheckVerification(check))];

    /// <summary>The verification of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static IVerification Find(VerificationId id) =>
        Default.FirstOrDefault(verification => verification.Id == id)
        ?? throw new ArgumentException(
            $"There is no verification '{id}'; there are {string.Join(", ", Default.Select(verification => verification.Id))}.", nameof(id));

    private static IReadOnlyList<IVerification> WithoutManifest(
        ProofHistory? history, bool fewerRowsAreRight, IReadOnlyList<IVerification> unchanged) =>
    [
        .. unchanged,
        new RowCountsVerification(history, fewerRowsAreRight),
        new ReadableLargeObjectsVerification(),
        .. Default.Where(verification => verification is WriteGateVerification or ConstraintsHoldVerification or IndexIntegrityVerification),
    ];
}
