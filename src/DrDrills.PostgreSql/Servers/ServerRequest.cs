using DrDrills.Drills;

namespace DrDrills.PostgreSql.Servers;

/// <summary>An empty server that is wanted.</summary>
public sealed record ServerRequest
{
    /// <value>Short and unique; becomes part of the name of everything made, so that leftovers can be told and swept.</value>
    public required string RunId { get; init; }

    /// <value>
    /// A folder that both this process and the server can read and write under the same path (mounted into containers): backups are
    /// fetched into it. Belongs to the caller.
    /// </value>
    public required DirectoryInfo WorkFolder { get; init; }

    /// <value>First number of the version that it must have, or null for the newest that is to be had. Default: null.</value>
    public int? MajorVersion { get; init; }

    /// <value>Which durability settings apply. Default: as in production.</value>
    public TimingProfile TimingProfile { get; init; } = TimingProfile.AsProduction;

    /// <value>Cluster encoding. Default: UTF8.</value>
    public string Encoding { get; init; } = "UTF8";

    /// <value>LC_COLLATE and LC_CTYPE of the cluster. Default: C.UTF-8.</value>
    public string Locale { get; init; } = "C.UTF-8";

    /// <value>Server settings on top of the target's own; <c>archive_mode</c> can only be set for a source that the harness makes itself.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <value>Whether the server is a fixture that plays a live system, rather than a restored copy. Default: false.</value>
    public bool IsSourceFixture { get; init; }

    /// <value>
    /// Name of the cluster's superuser. A server for a restored copy gives it a name of its own, so that a role <c>postgres</c> of the
    /// backup is an ordinary role while the backup's statements run.
    /// </value>
    public string Administrator => IsSourceFixture ? "postgres" : "drdrills_admin";
}
