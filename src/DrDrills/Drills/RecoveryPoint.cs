using DrDrills.Backups;

namespace DrDrills.Drills;

/// <summary>Where the data really ended up, as measured.</summary>
/// <param name="Instant">UTC instant of the newest recovered commit, or of the snapshot that holds it.</param>
/// <param name="Lsn">Log position reached, or null for a logical backup.</param>
/// <param name="Timeline">Timeline, or null for a logical backup.</param>
/// <param name="NothingLost">True only where every commit before the incident is proven to be back.</param>
/// <param name="Method">How it was measured, with its receipt: a server log line, a snapshot, a commit time stamp.</param>
public sealed record RecoveryPoint(DateTimeOffset Instant, Lsn? Lsn, int? Timeline, bool NothingLost, string Method);
