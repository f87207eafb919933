using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>Where a point-in-time recovery is asked to stop.</summary>
/// <remarks>Named as PostgreSQL's <c>recovery_target_…</c> settings are (PostgreSQL 15, chapter 20.5.5).</remarks>
public sealed partial record RecoveryTarget
{
    private RecoveryTarget(RecoveryTargetKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>The end of the archived log.</summary>
    public static RecoveryTarget Latest { get; } = new(RecoveryTargetKind.Latest, "");

    /// <summary>The first moment at which the backup is consistent: the end of the backup itself.</summary>
    public static RecoveryTarget Immediate { get; } = new(RecoveryTargetKind.Immediate, "");

    /// <value>How it is named.</value>
    public RecoveryTargetKind Kind { get; }

    /// <value>As the server's setting wants it; empty for the end of the log.</value>
    public string Value { get; }

    /// <value>The damaged table, or null for a target of another kind.</value>
    public string? Table { get; private init; }

    /// <value>UTC instant of the incident, from the source's clock, or null for a target of another kind.</value>
    public DateTimeOffset? Instant { get; private init; }

    /// <value>The timeline to follow, or null for the one that the backup was made on, where the log holds no newer one.</value>
    public int? Timeline { get; init; }

    /// <value>How far from the instant the damage is looked for. Default: 1 hour.</value>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Just before the transaction that damaged a table.</summary>
    /// <param name="table">Schema and name, unquoted.</param>
    /// <param name="instant">UTC instant of the incident; the log has to reach it.</param>
    public static RecoveryTarget BeforeDamage(string table, DateTimeOffset instant)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        return new RecoveryTarget(RecoveryTargetKind.BeforeDamage, table) { Table = table, Instant = instant };
    }

    /// <summary>
    /// Reads <c>latest</c>, <c>immediate</c>, <c>time 2026-08-01T03:00:00Z</c>, <c>lsn 16/B374D848</c>, <c>xid 745</c> or
    /// <c>name before_migration</c>, each also with <c>timeline 2</c> behind it.
    /// </summary>
    /// <exception cref="FormatException">It is none of these; an instant without a zone is refused too.</exception>
    public static RecoveryTarget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var followed = OnTimeline().Match(text);
        return followed.Success
            ? ParseOne(followed.Groups["target"].Value) with
            {
                Timeline = int.Parse(followed.Groups["timeline"].Value, CultureInfo.InvariantCulture),
            }
            : ParseOne(text);
    }

    /// <value>The position that has to be reached, or null where only the server can tell.</value>
    internal Lsn? Position => Kind == RecoveryTargetKind.Lsn ? Lsn.Parse(Value) : null;

    /// <summary>For people, and as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => (Kind switch
    {
        RecoveryTargetKind.Latest => "latest",
        RecoveryTargetKind.Immediate => "immediate",
        RecoveryTargetKind.BeforeDamage => $"before the damage to {Table}",
        _ => $"{Kind.ToString().ToLowerInvariant()} {Value}",
    }) + (Timeline is { } timeline ? string.Create(CultureInfo.InvariantCulture, $" timeline {timeline}") : "");

    /// <summary>The server's settings for it.</summary>
    internal IReadOnlyDictionary<string, string> Settings => Kind switch
    {
        RecoveryTargetKind.Latest => new Dictionary<string, string>(),
        RecoveryTargetKind.Immediate => new Dictionary<string, string> { ["recovery_target"] = "immediate" },
        RecoveryTargetKind.BeforeDamage => throw new InvalidOperationException("the damage is found before the server is started"),
        _ => new Dictionary<string, string> { [$"recovery_target_{Kind.ToString().ToLowerInvariant()}"] = Value },
    };

    private static RecoveryTarget ParseOne(string text) =>
        text.Trim().Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["latest"] => Latest,
            ["immediate"] => Immediate,
            ["time", var instant] => new(RecoveryTargetKind.Time, InstantOf(instant)),
            ["lsn", var position] => new(RecoveryTargetKind.Lsn, Lsn.Parse(position).ToString()),
            ["xid", var number] when uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
                new(RecoveryTargetKind.Xid, number),
            ["name", var name] => new(RecoveryTargetKind.Name, name),
            _ => throw new FormatException(
                $"'{text}' is not a recovery target; expected 'latest', 'immediate', 'time 2026-08-01T03:00:00Z', 'lsn 16/B374D848', 'xid 745' or 'name …'."),
        };

    private static string InstantOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "2026-08-01".Length - 1)
            ? instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture)
            : throw new FormatException($"'{text}' is not an instant with its zone; one is written like 2026-08-01T03:00:00Z.");

    [GeneratedRegex(@"^(?<target>.*\S)\s+timeline\s+(?<timeline>[1-9]\d{0,8})\s*$")]
    private static partial Regex OnTimeline();
}
