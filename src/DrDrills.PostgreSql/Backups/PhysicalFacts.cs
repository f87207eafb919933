using DrDrills.PostgreSql.Backups.BaseBackup;

namespace DrDrills.PostgreSql.Backups;

/// <summary>What a repository knows of a physical backup.</summary>
/// <param name="Label">The log that it needs.</param>
/// <param name="SegmentBytes">Size of a segment of the log.</param>
internal sealed record PhysicalFacts(BaseBackupLabel Label, long SegmentBytes)
{
    /// <value>Whether the tool compared every file that it brought with what it was.</value>
    public bool ComparesFiles { get; init; }

    /// <value>What the tool noticed and did not refuse, or does not look at; empty where nothing.</value>
    public IReadOnlyList<string> Deviations { get; init; } = [];
}
