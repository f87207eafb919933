using System.Globalization;
using DrDrills.Backups;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>One file as it flowed, against the manifest.</summary>
internal static class FlowedFile
{
    /// <summary>What is wrong with it, or null.</summary>
    /// <param name="expected">As the manifest names it.</param>
    /// <param name="flowed">As it flowed; null where it did not.</param>
    public static Finding? Look(ManifestFile expected, ManifestFile? flowed)
    {
        if (flowed is null)
        {
            return Finding("DRF206", expected.Path, Bytes(expected.SizeBytes), "no file", "A file of the backup did not flow into the restore.");
        }

        if (flowed.SizeBytes != expected.SizeBytes)
        {
            return Finding("DRF207", expected.Path, Bytes(expected.SizeBytes), Bytes(flowed.SizeBytes), "The file flowed with another size.");
        }

        return Sha256Digest.Parse(flowed.Sha256) == Sha256Digest.Parse(expected.Sha256)
            ? null
            : Finding("DRF208", expected.Path, $"SHA-256 {expected.Sha256}", $"SHA-256 {flowed.Sha256}",
                "The file flowed with its size but not with its content.");
    }

    /// <summary>A file that the manifest does not name.</summary>
    public static Finding Unexpected(ManifestFile file) => Finding(
        "DRF209", file.Path, "no such file", Bytes(file.SizeBytes), "A file flowed into the restore that the manifest does not name.");

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");

    private static Finding Finding(string code, string path, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"file {path}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
