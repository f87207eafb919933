using System.Data.Common;
using System.Globalization;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The roles that the backup's own statements make, against those that the copy has.</summary>
internal sealed class StatedRolesVerification : DatabaseVerification
{
    public override VerificationId Id { get; } = VerificationId.Parse("stated-roles");

    public override string Title => "Roles of the backup";

    public override string Proves => "Every role that the backup makes exists in the copy, with its attributes and memberships.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.StatedRoles is not { Count: > 0 } stated)
        {
            return VerificationAnswer.CouldNotAsk("the backup makes no role");
        }

        var (came, restorer) = await ReadAsync(database, session => RolesVerification.CameAsync(session, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{stated.Count} roles"), RolesVerification.Compare(stated, came, restorer));
    }
}
