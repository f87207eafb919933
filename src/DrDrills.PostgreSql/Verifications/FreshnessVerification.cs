using System.Globalization;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The age of the backup at the incident against the recovery point objective.</summary>
/// <remarks>
/// The age of a base backup is no data loss, since log is replayed on top of it; of such a backup only "not after the incident" is asked
/// here, and the data-loss window is measured after the replay.
/// </remarks>
internal sealed class FreshnessVerification : IVerification
{
    public VerificationId Id { get; } = VerificationId.Parse("freshness");

    public string Title => "Freshness";

    public string Proves => "The backup was taken before the incident, and no longer before it than the recovery point objective, where one is set, allows.";

    public VerificationMoment Moment => VerificationMoment.Fetched;

    public Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Answer(context));

    private static VerificationAnswer Answer(VerificationContext context)
    {
        if ((context.Manifest?.TakenAt ?? context.Backup.TakenAt) is not { } takenAt)
        {
            return VerificationAnswer.CouldNotAsk("it is not known when the backup was taken");
        }

        var findings = new List<Finding>();
        if (context.Backup.TakenAt is { } stated && (stated - takenAt).Duration() > TimeSpan.FromMinutes(1))
        {
            findings.Add(Finding(context, "DRF213", $"taken {Instant(stated)}", $"taken {Instant(takenAt)}",
                "The backup is listed under another instant than its manifest states; is it the backup of another day?"));
        }

        var age = context.Incident.At - takenAt;
        var limit = context.Objectives.RecoveryPoint?.Limit;
        if (age < TimeSpan.Zero)
        {
            findings.Add(Finding(context, "DRF212", $"taken before {Instant(context.Incident.At)}", $"taken {Instant(takenAt)}",
                "The backup was taken after the incident and may hold its damage."));
        }
        else if (age > limit && !PhysicalBackup.Is(context))
        {
            findings.Add(Finding(context, "DRF211", $"at most {DurationText.Format(limit.Value)} old at the incident",
                $"{DurationText.Format(age)} old", "The backup is older than the recovery point objective allows."));
        }

        return VerificationAnswer.Looked(
            $"taken {Instant(takenAt)}, incident {Instant(context.Incident.At)}"
            + (limit is null ? "; no recovery point objective is set, so its age is held to nothing" : ""),
            findings);
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Finding Finding(VerificationContext context, string code, string expected, string observed, string statement) => new()
    {
        Code = code,
        Subject = $"backup {context.Backup.Id}",
        Expected = expected,
        Observed = observed,
        Statement = statement,
    };
}
