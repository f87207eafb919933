using System.Globalization;
using DrDrills.Backups;

namespace DrDrills.Oci.Policies.Credentials;

/// <summary>What a scan looked at, and what it found.</summary>
/// <param name="Hits">Every credential, in order of path and line.</param>
/// <param name="Files">Text files read.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="BinaryFiles">Left out because they are not text.</param>
/// <param name="LargeFiles">Left out because they are above the limit.</param>
/// <param name="Commits">Commits whose added lines were read; 0 where no history was looked at.</param>
public sealed record CredentialScanOutcome(
    IReadOnlyList<CredentialHit> Hits, int Files, long Bytes, int BinaryFiles, int LargeFiles, int Commits)
{
    /// <summary>What was looked at, in counts.</summary>
    public string Scope => string.Create(
        CultureInfo.InvariantCulture,
        $"{Files} text files ({new ByteCount(Bytes)}), {Commits} commits; left out {BinaryFiles} binary and {LargeFiles} large files");
}
