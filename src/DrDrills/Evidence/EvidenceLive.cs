using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>The live source that a restored copy was compared with; never how to connect to it.</summary>
/// <param name="At">UTC instant of its snapshot, from its own clock.</param>
/// <param name="Server">PostgreSQL's system identifier and the database.</param>
/// <param name="EngineVersion">Version of its server.</param>
/// <param name="LogPosition">Its write-ahead log position at the snapshot.</param>
/// <param name="Tables">Tables with stored rows.</param>
/// <param name="Rows">Rows in them.</param>
public sealed record EvidenceLive(DateTimeOffset At, string Server, string EngineVersion, string LogPosition, int Tables, long Rows)
{
    internal static Stated<EvidenceLive> Of(DrillRun run) => run.Plan.Live?.Manifest is { Source: var source } live
        ? Stated.Of(new EvidenceLive(
            live.TakenAt,
            $"{source.SystemIdentifier}/{source.Database}",
            source.ServerVersion,
            source.SnapshotLsn,
            live.Tables.Count,
            live.Tables.Sum(table => table.Rows)))
        : Stated.NotApplicable<EvidenceLive>("The drill was not compared with the live source.");
}
