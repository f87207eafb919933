using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Digests;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Large objects where no manifest says which there must be: all can be read, and none that a column points to is missing.</summary>
/// <remarks>Asked in place of <see cref="LargeObjectsVerification"/>, whose name it bears.</remarks>
internal sealed class ReadableLargeObjectsVerification : DatabaseVerification
{
    public override VerificationId Id { get; } = VerificationId.Parse("large-objects");

    public override string Title => "Large objects";

    public override string Proves => "Every large object can be read in full, and none that a column of type lo points to is missing.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(database, session => LookAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e) when (DamagedStorage.Is(e))
        {
            return VerificationAnswer.Looked("large objects", [LargeObjectsVerification.Unreadable(e)]);
        }
    }

    private static async Task<VerificationAnswer> LookAsync(PinnedSession session, CancellationToken cancellationToken)
    {
        var pointers = await LargeObjectPointer.ReadAllAsync(session, cancellationToken).ConfigureAwait(false);
        var objects = await LargeObjectReader.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return VerificationAnswer.Looked(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{objects.Count} large objects, {objects.Bytes} bytes, all read; {pointers.Count} columns that may point to them"),
            [.. pointers.Select(pointer => pointer.Finding).OfType<Finding>()]);
    }
}
