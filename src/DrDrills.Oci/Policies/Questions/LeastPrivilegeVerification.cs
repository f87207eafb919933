using DrDrills.Configuration;
using DrDrills.Errors;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether the drill's own identity is kept from doing harm: what it must not be able to do is really tried, and must be refused.</summary>
/// <remarks>
/// Only ever tried on a <see cref="Canary"/>, a resource of production that is marked as expendable and was just read as such; and always with
/// an <c>if-match</c> that no resource has, so that a service that would allow it answers "does not match" instead of doing it. Where production
/// has no canary of a kind, that is not tried, and the verification is inconclusive.
/// </remarks>
public sealed class LeastPrivilegeVerification(OciTenancy tenancy, OciSources sources) : IVerification
{
    /// <summary>Code of something that the drill's identity may do and must not.</summary>
    public const string TooMuch = "DRF557";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("least-privilege");

    /// <inheritdoc/>
    public string Title => "Least privilege of the drill";

    /// <inheritdoc/>
    public string Proves => "The identity that drills cannot delete production's data or backups, read other systems' secrets, or change policies.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var untried = new List<string>();
        var tried = 0;
        foreach (var deed in ForbiddenDeeds.Of(tenancy, sources))
        {
            if (await deed.FindCanaryAsync(cancellationToken).ConfigureAwait(false) is not { } canary)
            {
                untried.Add($"to {deed.Name} (no canary of that kind)");
                continue;
            }

            tried++;
            if (await TryAsync(deed, canary, cancellationToken).ConfigureAwait(false) is { } allowed)
            {
                findings.Add(allowed);
            }
        }

        var scope = $"{tried} deeds tried, {tried - findings.Count} refused";
        return untried.Count == 0
            ? VerificationAnswer.Looked(scope, findings)
            : VerificationAnswer.CouldNotAsk(
                $"not tried: {string.Join(", ", untried)}. Mark an expendable resource with the tag {Canary.TagKey}={Canary.TagValue}", scope, findings);
    }

    /// <summary>Null where it was refused, as it must be.</summary>
    private async Task<Finding?> TryAsync(ForbiddenDeed deed, CanaryResource canary, CancellationToken cancellationToken)
    {
        try
        {
            await tenancy.Calls.AskAsync(deed.Operation, canary.Title, ct => DoAsync(deed, canary, ct), cancellationToken).ConfigureAwait(false);
        }
        catch (CloudCallFailedException answer) when (answer.Status is 403 or 404)
        {
            return null;
        }
        catch (CloudCallFailedException answer) when (answer.Status is 409 or 412)
        {
            return Allowed(deed, canary, $"allowed; only the if-match that no resource has kept it from being done (HTTP {answer.Status})");
        }

        return Allowed(deed, canary, "allowed, and done");
    }

    private static async Task<bool> DoAsync(ForbiddenDeed deed, CanaryResource canary, CancellationToken cancellationToken)
    {
        await deed.TryAsync(canary, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static Finding Allowed(ForbiddenDeed deed, CanaryResource canary, string observed) => new()
    {
        Code = TooMuch,
        Subject = canary.Title,
        Expected = "refused (HTTP 404 or 403)",
        Observed = observed,
        Statement = $"The identity that drills may {deed.Name}: take it out of its policies ({deed.Permission}).",
    };
}
