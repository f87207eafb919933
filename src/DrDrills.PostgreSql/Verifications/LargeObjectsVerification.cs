using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Count, bytes, content and owners of all large objects against the manifest.</summary>
internal sealed class LargeObjectsVerification : DatabaseVerification
{
    private const string All = "large objects";

    public override VerificationId Id { get; } = VerificationId.Parse("large-objects");

    public override string Title => "Large objects";

    public override string Proves => "Every large object is there with its content, its owner, its grants and its comment.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return NoManifest;
        }

        if (manifest.LargeObjects.Digest.Length != 64 || manifest.LargeObjects.OwnersDigest.Length != 64)
        {
            return VerificationAnswer.CouldNotAsk("the manifest's digest of the large objects is not a digest");
        }

        try
        {
            return Compare(
                manifest.LargeObjects,
                await ReadAsync(database, session => LargeObjectReader.ReadAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false));
        }
        catch (DbException e) when (DamagedStorage.Is(e))
        {
            return VerificationAnswer.Looked(All, [Unreadable(e)]);
        }
    }

    internal static Finding Unreadable(DbException e) => Finding(
        "DRF345", "every page readable", DamagedStorage.Describe(e), "Large objects cannot be read in full; their storage is damaged.");

    private static VerificationAnswer Compare(ManifestLargeObjects was, ManifestLargeObjects came)
    {
        var findings = new List<Finding>();
        if (came.Count != was.Count)
        {
            findings.Add(Finding("DRF341", Number(was.Count, "objects"), Number(came.Count, "objects"),
                came.Count < was.Count ? "Large objects are missing." : "There are more large objects than were backed up."));
        }
        else if (came.Bytes != was.Bytes)
        {
            findings.Add(Finding("DRF342", Number(was.Bytes, "bytes"), Number(came.Bytes, "bytes"), "Large objects have another size."));
        }
        else if (came.Digest != was.Digest)
        {
            findings.Add(Finding("DRF343", $"digest {was.Digest}", $"digest {came.Digest}", "Large objects have another content or identity."));
        }

        if (came.Count == was.Count && came.OwnersDigest != was.OwnersDigest)
        {
            findings.Add(Finding("DRF344", $"digest {was.OwnersDigest}", $"digest {came.OwnersDigest}",
                "Large objects have other owners, grants or comments."));
        }

        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{was.Count} large objects, {was.Bytes} bytes"), findings);
    }

    private static string Number(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");

    private static Finding Finding(string code, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = All,
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
