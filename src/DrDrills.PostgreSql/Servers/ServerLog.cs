using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers;

/// <summary>A server's log without the answers to our own asking whether it is ready: they would push what matters out of its end.</summary>
internal static class ServerLog
{
    /// <summary>How many lines to read so that enough are left without our own: a replay that takes minutes is asked thousands of times.</summary>
    public const int LinesRead = 20_000;

    private const int LinesKept = 200;

    private static readonly string[] ToOurAsking =
    [
        "FATAL:  the database system is starting up",
        "FATAL:  the database system is not yet accepting connections",
        "FATAL:  the database system is not accepting connections",
        "FATAL:  the database system is shutting down",
        "DETAIL:  Hot standby mode is disabled.",
        "DETAIL:  Consistent recovery state has not been yet reached.",
        "DETAIL:  Recovery snapshot is not yet ready for hot standby.",
    ];

    /// <summary>The end of a log.</summary>
    public static string EndOf(string log) => LineTail.Of(
        string.Join('\n', log.Split('\n').Where(line => !ToOurAsking.Any(answer => line.Contains(answer, StringComparison.Ordinal)))), LinesKept);
}
