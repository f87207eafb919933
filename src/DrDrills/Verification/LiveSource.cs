using DrDrills.Backups;

namespace DrDrills.Verification;

/// <summary>The live source at one snapshot, for a restored copy to be compared with; it has gone on since the backup was taken.</summary>
public sealed record LiveSource
{
    /// <value>What it held at the snapshot.</value>
    public required BackupManifest Manifest { get; init; }

    /// <value>
    /// UTC instant since which <see cref="Changes"/> count, or null where the counters tell nothing: they are off, or the server was promoted at some
    /// time, for what a standby replays is not counted; or some of them may not have been handed in yet.
    /// </value>
    public DateTimeOffset? CountedSince { get; init; }

    /// <value>Why the counters tell nothing, as a clause; null where they do.</value>
    public string? Uncounted { get; init; }

    /// <value>What was done to each table, by schema and name.</value>
    public IReadOnlyDictionary<(string Schema, string Name), LiveChanges> Changes { get; init; } =
        new Dictionary<(string, string), LiveChanges>();

    /// <summary>What was done to a table since an instant at the latest; null where the counters do not reach back to it.</summary>
    public LiveChanges? ChangesSince(DateTimeOffset? instant, string schema, string name) =>
        instant >= CountedSince ? Changes.GetValueOrDefault((schema, name)) : null;
}
