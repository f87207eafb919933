using System.Data.Common;
using System.Globalization;
using DrDrills.Drills;
using DrDrills.Errors;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Which moment recovered data stands for: the one that the service was asked for, held against the newest record where there is a query for it.</summary>
internal static class RecoveredPoint
{
    /// <summary>Measures it.</summary>
    /// <param name="database">The recovered database.</param>
    /// <param name="moment">UTC instant that was asked for; null where the service chose it, and then the newest record says it.</param>
    /// <param name="words">What was asked for, for people.</param>
    /// <param name="newestRecordQuery">See <see cref="AutonomousDatabaseCloneOptions.NewestRecordQuery"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where neither moment nor query is known.</returns>
    /// <exception cref="RecoveryTargetUnreachableException">A record is newer than the moment (DR4304).</exception>
    public static async Task<RecoveryPoint?> MeasureAsync(
        DbDataSource database, DateTimeOffset? moment, string words, string? newestRecordQuery, CancellationToken cancellationToken)
    {
        var newest = newestRecordQuery is null ? null : await NewestAsync(database, newestRecordQuery, cancellationToken).ConfigureAwait(false);
        if (newest > moment)
        {
            throw new RecoveryTargetUnreachableException(
                "DR4304",
                words,
                $"The recovered database went past {words}: its newest record is of {Instant(newest.Value)}.",
                "was another moment asked for than this one? Do records carry times of the application's own clock?");
        }

        var seen = newestRecordQuery is null ? "no query for the newest record is configured"
            : newest is null ? "it holds no record"
            : $"its newest record is of {Instant(newest.Value)}";
        return (moment ?? newest) is not { } instant ? null : new RecoveryPoint(
            instant, null, null, NothingLost: false, moment is null ? $"{words}: {seen}" : $"the service was asked for {words}; {seen}");
    }

    private static async Task<DateTimeOffset?> NewestAsync(DbDataSource database, string query, CancellationToken cancellationToken)
    {
        var command = database.CreateCommand(query);
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) switch
        {
            null or DBNull => null,
            DateTimeOffset instant => instant,
            DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
            var other => throw new VerificationImpossibleException(
                "DR4305",
                "newest record",
                $"The query for the newest record answered a {other.GetType().Name}; expected an instant.",
                "select the newest time stamp, in UTC: SELECT max(placed_at) FROM sales.orders"),
        };
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
