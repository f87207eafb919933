using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.Wrapping;

/// <summary>What may be wrong with an encrypted backup and its key; each is told apart from the others.</summary>
internal static class EncryptionFailure
{
    public static BackupSealedException NoKey(WrappedScene scene, string tool) => new(
        "DR1601",
        scene.Backup,
        $"{scene.Begins} is encrypted with {tool}, and no key was given.",
        "say where the key is: --key env:NAME, file:PATH or oci-vault:SECRET_OCID; nothing is said about the backup.");

    public static BackupSealedException OtherKey(WrappedScene scene, string tool) => new(
        "DR1602",
        scene.Backup,
        $"The key that was given does not open {scene.Named}, which is encrypted with {tool}.",
        "which key was it made for? Look where keys are kept in escrow; an encrypted backup without its key is none.\n"
        + "if it is the right key, the first bytes of the file are damaged: compare its hash with the one at the source.");

    /// <summary>The key itself is never in the text, nor what the program says of it.</summary>
    public static BackupSealedException NoSuchKey(WrappedScene scene, string tool, string wanted) => new(
        "DR1603",
        scene.Backup,
        $"What was given as the key of {scene.Named} is no key of {tool}; expected {wanted}.",
        "does --key name the right secret, and is all of it there?");

    public static BackupUnreadableException Damaged(WrappedScene scene, string tool, string details) => new(
        "DR1325",
        scene.Backup,
        $"{scene.Begins} is damaged: its {tool} encryption was opened, and what follows was cut short or changed.",
        "compare its size and hash with the ones at the source; restore an older backup, or the same one from its other place.",
        details);
}
