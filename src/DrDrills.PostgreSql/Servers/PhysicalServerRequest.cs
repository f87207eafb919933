using DrDrills.Drills;

namespace DrDrills.PostgreSql.Servers;

/// <summary>A server on a data directory that came out of a physical backup.</summary>
public sealed record PhysicalServerRequest
{
    /// <inheritdoc cref="ServerRequest.RunId"/>
    public required string RunId { get; init; }

    /// <value>
    /// Holds the data directory and whatever recovery reads (a WAL archive). Everything in it is handed to the server's account, so no file in
    /// it may be a hard link to an original.
    /// </value>
    public required DirectoryInfo WorkFolder { get; init; }

    /// <value>The restored data directory, below <see cref="WorkFolder"/>; the server takes its files over, and they go when it is disposed of.</value>
    public required DirectoryInfo DataDirectory { get; init; }

    /// <value>Which durability settings apply. Default: as in production.</value>
    public TimingProfile TimingProfile { get; init; } = TimingProfile.AsProduction;

    /// <value>
    /// Settings on top of the target's own: <c>restore_command</c>, <c>recovery_target_…</c>, floors such as <c>max_connections</c>.
    /// <c>archive_mode=off</c> and empty <c>archive_command</c>, <c>primary_conninfo</c>, <c>shared_preload_libraries</c> of missing
    /// libraries are the server's business and cannot be overridden.
    /// </value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <value>
    /// Whether the server is a fixture that plays a live system, rather than a restored copy: it may archive its log, and its data directory stays
    /// the caller's when the server is disposed of. Default: false.
    /// </value>
    public bool IsSourceFixture { get; init; }

    /// <value>Whether <c>recovery.signal</c> is written before the start. Default: true.</value>
    public bool Recover { get; init; } = true;

    /// <value>The longest that replay may take. Default: 2 hours.</value>
    public TimeSpan ReplayLimit { get; init; } = TimeSpan.FromHours(2);

    /// <value>A superuser of the restored cluster that the harness connects as. Default: <c>postgres</c>.</value>
    public string Administrator { get; init; } = "postgres";
}
