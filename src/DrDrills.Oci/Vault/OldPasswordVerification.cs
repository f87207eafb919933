using DrDrills.Verification;

namespace DrDrills.Oci.Vault;

/// <summary>Whether the replaced password opens nothing any more, and the current one does.</summary>
internal sealed class OldPasswordVerification(SecretRotation rotation) : RotationVerification(
    "old-password", "Old password", "The replaced password is refused, no session of it is left, and the current one is let in.")
{
    public const string StillLetIn = "DRF542";
    public const string NotLetIn = "DRF543";
    public const string StillOpen = "DRF544";

    public override async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        var logins = rotation.Options.Logins;
        var findings = new List<Finding>();
        if (await logins.LetsInAsync(rotation.Replaced, cancellationToken).ConfigureAwait(false))
        {
            findings.Add(Of(
                StillLetIn, $"login '{rotation.Replaced.Username}'", "refused", "let in", "Whoever knows the replaced password still gets in."));
        }

        if (!await logins.LetsInAsync(rotation.Wanted, cancellationToken).ConfigureAwait(false))
        {
            findings.Add(Of(
                NotLetIn, $"login '{rotation.Wanted.Username}'", "let in", "refused", "The current password does not open the database."));
        }

        var open = await logins.SessionsAsync(rotation.Replaced.Username, cancellationToken).ConfigureAwait(false);
        if (open > 0)
        {
            findings.Add(Of(
                StillOpen, $"sessions of '{rotation.Replaced.Username}'", "0 sessions", $"{open} sessions", "Somebody is still in by the replaced password."));
        }

        return VerificationAnswer.Looked("2 logins tried, each with a wrong password too", findings);
    }
}
