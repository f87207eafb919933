using DrDrills.Backups;

namespace DrDrills.PostgreSql.Wal;

/// <summary>The end of one transaction, as the log records it.</summary>
/// <param name="Xid">Its number.</param>
/// <param name="Lsn">Position of the record.</param>
/// <param name="At">UTC instant of the commit or abort, from the server's clock.</param>
/// <param name="Committed">False where it was rolled back.</param>
public sealed record WalTransaction(uint Xid, Lsn Lsn, DateTimeOffset At, bool Committed)
{
    /// <value>Numbers of its subtransactions; what they did is recorded under these.</value>
    public IReadOnlyList<uint> Subtransactions { get; init; } = [];

    /// <value>Files of tables and indexes that went with it: database and file number.</value>
    public IReadOnlyList<(uint Database, uint FileNode)> RemovedFiles { get; init; } = [];

    /// <value>Relations whose statistics went with it, which only a DROP does; recorded since PostgreSQL 15.</value>
    public IReadOnlyList<(uint Database, uint Relation)> DroppedRelations { get; init; } = [];
}
