using System.Globalization;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>The age of the newest backup that Supabase keeps of the project, against the recovery point objective.</summary>
/// <remarks>
/// Asks about backups that the platform keeps, not about the one under drill: that a listed backup can be restored is not shown by its entry.
/// </remarks>
/// <param name="backups">Lists them; stays the caller's.</param>
/// <param name="clock">What "now" is.</param>
public sealed class HostedBackupsVerification(SupabaseBackups backups, TimeProvider clock) : IVerification
{
    /// <summary>The platform keeps no backup that can be restored from.</summary>
    public const string None = "DRF721";

    /// <summary>The newest one is older than the recovery point objective allows.</summary>
    public const string TooOld = "DRF722";

    /// <summary>A newer attempt did not complete.</summary>
    public const string NotCompleted = "DRF723";

    /// <summary>The newest one bears an instant that has not come yet.</summary>
    public const string InTheFuture = "DRF724";

    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("hosted-backups");

    /// <inheritdoc/>
    public string Title => "Hosted backups";

    /// <inheritdoc/>
    public string Proves =>
        "Supabase lists a completed backup of the project, or a moment to recover to, no older than the recovery point objective allows.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Judge(await backups.ListAsync(cancellationToken).ConfigureAwait(false), clock.GetUtcNow(), context.Objectives.RecoveryPoint?.Limit);
    }

    internal static VerificationAnswer Judge(HostedBackups hosted, DateTimeOffset now, TimeSpan? limit)
    {
        var findings = new List<Finding>();
        if (hosted.NewestPoint is not { } newest)
        {
            findings.Add(Finding(None, "at least one completed backup", Number(hosted.Backups.Count),
                "The platform keeps nothing that the project could be restored from."));
        }
        else if (newest - now > ClocksApart)
        {
            findings.Add(Finding(InTheFuture, $"no later than {Instant(now)}", Instant(newest),
                "The newest backup bears an instant that has not come yet; its age is not known."));
        }
        else if (now - newest > limit)
        {
            findings.Add(Finding(TooOld, $"at most {DurationText.Format(limit.Value)} old", $"{DurationText.Format(now - newest)} old",
                "The newest backup that the platform keeps is older than the recovery point objective allows."));
        }

        // A backup of the same day that is still being made is no news; one that came to nothing is.
        findings.AddRange(hosted.Backups
            .TakeWhile(backup => !backup.IsCompleted)
            .Where(backup => backup.Status is not "PENDING")
            .Select(backup => Finding(NotCompleted, "COMPLETED", $"{backup.Status}, of {Instant(backup.TakenAt)}",
                "A newer backup than the newest completed one came to nothing.", FindingSeverity.Note)));
        return VerificationAnswer.Looked(Scope(hosted, now, limit), findings);
    }

    private static string Scope(HostedBackups hosted, DateTimeOffset now, TimeSpan? limit)
    {
        var newest = hosted.NewestCompleted is { } backup
            ? $"newest completed {Instant(backup.TakenAt)}, {(backup.IsPhysical ? "physical" : "logical")}, {DurationText.Format(Age(now, backup.TakenAt))} old"
            : "none completed";
        var window = !hosted.PointInTime ? "no point-in-time recovery"
            : hosted.Earliest is { } from && hosted.Latest is { } to ? $"any moment from {Instant(from)} to {Instant(to)}"
            : "point-in-time recovery without a window";
        return $"{Number(hosted.Backups.Count)} listed; {newest}; {window}"
            + (limit is null ? "; no recovery point objective is set, so their age is held to nothing" : "");
    }

    private static TimeSpan Age(DateTimeOffset now, DateTimeOffset at) => now > at ? now - at : TimeSpan.Zero;

    private static string Number(int backups) => string.Create(CultureInfo.InvariantCulture, $"{backups} backups");

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Finding Finding(
        string code, string expected, string observed, string statement, FindingSeverity severity = FindingSeverity.Error) => new()
    {
        Code = code,
        Subject = "backups of the hosted project",
        Expected = expected,
        Observed = observed,
        Statement = statement,
        Severity = severity,
    };
}
