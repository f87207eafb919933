using System.Globalization;
using DrDrills.Verification;

namespace DrDrills.Load;

/// <summary>Whether an application that was asked steadily all the while failed nobody.</summary>
/// <remarks>Ends the load: asked of the answers to requests made before, during and after what was done to the system.</remarks>
/// <param name="load">The load, begun before.</param>
/// <param name="atLeast">Requests a second that it must have come to, lest nothing was proven.</param>
/// <param name="after">Requests that must be answered once the system is as it shall be.</param>
public sealed class SteadyRequestsVerification(SteadyLoad load, int atLeast, int after) : IVerification
{
    /// <summary>Requests failed.</summary>
    public const string Failed = "DRF541";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("steady-requests");

    /// <inheritdoc/>
    public string Title => "Steady requests";

    /// <inheritdoc/>
    public string Proves => string.Create(
        CultureInfo.InvariantCulture, $"Not one request failed, at {atLeast} requests a second or more, from before the change until after it.");

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        await load.AnsweredAsync(after, cancellationToken).ConfigureAwait(false);
        var tally = await load.EndAsync().ConfigureAwait(false);
        if (tally.Failed > 0)
        {
            return VerificationAnswer.Looked($"{tally}", [.. tally.Failures.Select(failure => new Finding
            {
                Code = Failed,
                Subject = $"requests answered by {failure.Key}",
                Expected = "0 requests",
                Observed = string.Create(CultureInfo.InvariantCulture, $"{failure.Value} requests of {tally.Requests}"),
                Statement = "Customers met an error while the system was changed.",
            }).OrderBy(finding => finding.Subject, StringComparer.Ordinal)]);
        }

        return tally.Rate >= atLeast
            ? VerificationAnswer.Looked($"{tally}", [])
            : VerificationAnswer.CouldNotAsk(
                string.Create(CultureInfo.InvariantCulture, $"the load came to {tally.Rate:0} requests a second only, and {atLeast} are wanted"), $"{tally}");
    }
}
