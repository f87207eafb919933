namespace DrDrills.PostgreSql.Wal;

/// <summary>The first place where an archived log cannot be read on.</summary>
/// <param name="Segment">The segment that is not there as a whole.</param>
/// <param name="Because">What is there instead: "is missing", "has 4096 of 16777216 bytes".</param>
public sealed record WalHole(WalSegment Segment, string Because);
