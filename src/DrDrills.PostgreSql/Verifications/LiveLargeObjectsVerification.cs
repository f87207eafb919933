using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Large objects against the live source: equal, or drift, or all of them missing.</summary>
/// <remarks>Asked in place of <see cref="LargeObjectsVerification"/>, whose name it bears.</remarks>
internal sealed class LiveLargeObjectsVerification : DatabaseVerification
{
    private const string All = "large objects";

    public override VerificationId Id { get; } = VerificationId.Parse("large-objects");

    public override string Title => "Large objects";

    public override string Proves => "Every large object of the live source is there with its content, and none that rows point to is missing.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Live is not { } live)
        {
            return VerificationAnswer.CouldNotAsk("there is no live source to compare with");
        }

        try
        {
            return await ReadAsync(
                database, session => CompareAsync(session, live.Manifest.LargeObjects, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e) when (DamagedStorage.Is(e))
        {
            return VerificationAnswer.Looked(All, [LargeObjectsVerification.Unreadable(e)]);
        }
    }

    private static async Task<VerificationAnswer> CompareAsync(PinnedSession session, ManifestLargeObjects was, CancellationToken cancellationToken)
    {
        var pointers = await LargeObjectPointer.ReadAllAsync(session, cancellationToken).ConfigureAwait(false);
        var came = await LargeObjectReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        var findings = pointers.Select(pointer => pointer.Finding).OfType<Finding>().ToList();
        var scope = $"{Count(was)} at the live source, {Count(came)} in the copy";
        if (came.Count == was.Count && came.Digest == was.Digest)
        {
            return VerificationAnswer.Looked(scope, findings);
        }

        var lost = came.Count == 0;
        findings.Add(new Finding
        {
            Code = lost ? "DRF348" : "DRF349",
            Subject = All,
            Expected = $"{Count(was)}, digest {was.Digest}",
            Observed = $"{Count(came)}, digest {came.Digest}",
            Statement = lost
                ? "The copy has none, and the source has some; was the dump taken without large objects?"
                : "They differ from the source's, which has gone on since; drift, unless something was lost.",
            Severity = lost ? FindingSeverity.Error : FindingSeverity.Note,
        });
        return lost
            ? VerificationAnswer.Looked(scope, findings)
            : VerificationAnswer.CouldNotAsk("large objects differ from the source's; drift cannot be told from a small loss", scope, findings);
    }

    private static string Count(ManifestLargeObjects objects) =>
        string.Create(CultureInfo.InvariantCulture, $"{objects.Count} large objects of {objects.Bytes} bytes");
}
