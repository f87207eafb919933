using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Servers.Local;

/// <summary>What <c>pg_controldata</c> says about a data directory that a server needs to know before it starts there.</summary>
/// <remarks>A recovering server needs at least the source's limits (PostgreSQL 15, chapter 27.4.3).</remarks>
internal sealed record ControlData(IReadOnlyDictionary<string, string> Values)
{
    private static readonly string[] Floors =
        ["max_connections", "max_worker_processes", "max_wal_senders", "max_prepared_xacts", "max_locks_per_xact"];

    private const long OrdinarySegment = 16 << 20;

    /// <summary>Size of a segment of the log, which each cluster chooses for itself when it is made.</summary>
    public long WalSegmentBytes => long.Parse(Values["Bytes per WAL segment"], CultureInfo.InvariantCulture);

    /// <summary>Whether the server had been stopped in order when the directory was copied.</summary>
    public bool IsShutDown => Values.GetValueOrDefault("Database cluster state")?.StartsWith("shut down", StringComparison.Ordinal) == true;

    /// <summary>Timeline of the last checkpoint.</summary>
    public int Timeline => int.Parse(Values["Latest checkpoint's TimeLineID"], CultureInfo.InvariantCulture);

    /// <summary>Where a server begins to replay from the last checkpoint.</summary>
    public Lsn CheckpointStart => Lsn.Parse(Values["Latest checkpoint's REDO location"]);

    /// <summary>As far as a server that was stopped while it recovered has to replay before its files fit together; 0/0 for any other.</summary>
    public Lsn MinimumEnd => Lsn.Parse(Values["Minimum recovery ending location"]);

    /// <summary>UTC instant of the checkpoint that a server begins to replay from.</summary>
    public DateTimeOffset CheckpointAt => DateTimeOffset.ParseExact(
        Values["Time of latest checkpoint"], "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture,
        DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal);

    public static async Task<ControlData> ReadAsync(IPostgresTools tools, DirectoryInfo data, CancellationToken cancellationToken)
    {
        var said = await tools.RunAsync(
            new ToolInvocation("pg_controldata", [data.FullName])
            {
                Environment = new Dictionary<string, string?> { ["TZ"] = "UTC" },
                Limit = TimeSpan.FromMinutes(1),
            },
            cancellationToken).ConfigureAwait(false);
        return Parse(data, said.ExitCode, said.Output, said.Errors);
    }

    public static ControlData Parse(DirectoryInfo data, int exitCode, string output, string errors)
    {
        if (exitCode != 0)
        {
            throw new RestoreFailedException(
                "DR2121",
                data.FullName,
                $"'{data.FullName}' is not a readable data directory: pg_controldata ended with {exitCode}.",
                "Is global/pg_control in the backup, and was the whole backup unpacked here?",
                errors);
        }

        return new ControlData(output.Split('\n')
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0].Trim())
            .ToDictionary(group => group.Key, group => group.First()[1].Trim()));
    }

    /// <summary>The source's limits, as settings that a copy must not go below, and what the caller wants on top.</summary>
    public IReadOnlyDictionary<string, string> WithFloors(DirectoryInfo data, IReadOnlyDictionary<string, string> wanted) =>
        SettingFloors(data).Concat(wanted).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);

    private Dictionary<string, string> SettingFloors(DirectoryInfo data)
    {
        var settings = Floors
            .Where(name => Values.ContainsKey($"{name} setting"))
            .ToDictionary(SettingName, name => Values[$"{name} setting"]);
        if (settings.TryGetValue("max_locks_per_transaction", out var locks)
            && int.Parse(locks, CultureInfo.InvariantCulture) < ServerSettings.LocksOfSession)
        {
            settings.Remove("max_locks_per_transaction");
        }

        if (WalSegmentBytes > OrdinarySegment)
        {
            // A server does not start with room for less than two segments, and its own default is 80 MB.
            settings["min_wal_size"] = string.Create(CultureInfo.InvariantCulture, $"{2 * WalSegmentBytes >> 20}MB");
        }

        if (Values.GetValueOrDefault("wal_level setting") == "logical")
        {
            settings["wal_level"] = "logical";
        }

        var slots = Path.Combine(data.FullName, "pg_replslot");
        var count = Directory.Exists(slots) ? Directory.GetDirectories(slots).Length : 0;
        if (count > 10)
        {
            settings["max_replication_slots"] = count.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }

    private static string SettingName(string name) => name
        .Replace("prepared_xacts", "prepared_transactions", StringComparison.Ordinal)
        .Replace("locks_per_xact", "locks_per_transaction", StringComparison.Ordinal);
}
