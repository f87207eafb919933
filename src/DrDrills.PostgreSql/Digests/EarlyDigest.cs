namespace DrDrills.PostgreSql.Digests;

/// <summary>What a table held when it was read while the restore was still going on; good for as long as its state says so.</summary>
/// <param name="Before">The table's state before it was read.</param>
/// <param name="Part">Its rows and digest.</param>
internal sealed record EarlyDigest(TableState Before, DigestPart Part)
{
    /// <summary>Whether a table in this state holds exactly the rows that were read; why, is said at <see cref="TableState"/>.</summary>
    public bool HoldsIn(TableState now) =>
        now.IsSelfContained
        && now.Oid == Before.Oid && now.File == Before.File && now.Shape == Before.Shape
        && now.Inserted == Part.Rows && now is { Updated: 0, Deleted: 0 };
}
