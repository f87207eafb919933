using System.Globalization;
using DrDrills.Backups;

namespace DrDrills.PostgreSql.Wal;

/// <summary>A committed transaction that damaged a table, as found in the log.</summary>
/// <param name="Xid">Its number: recovery stops before its commit.</param>
/// <param name="CommitLsn">Position of its commit record.</param>
/// <param name="CommitAt">UTC instant of its commit, from the server's clock.</param>
/// <param name="Kind">What it did.</param>
/// <param name="RecordCount">Rows of the table that it updated or deleted, as counted in the log; at least that many.</param>
public sealed record DamageTransaction(uint Xid, Lsn CommitLsn, DateTimeOffset CommitAt, DamageKind Kind, int RecordCount)
{
    /// <summary>For people: <c>transaction 745 (2045 rows changed, committed 2026-08-01T03:00:01.123456Z at 0/5000060)</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"transaction {Xid} ({Did}, committed {CommitAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z at {CommitLsn})");

    private string Did => Kind switch
    {
        DamageKind.Dropped => "table dropped",
        DamageKind.Truncated => "table truncated or rewritten",
        _ => string.Create(CultureInfo.InvariantCulture, $"{RecordCount} rows changed"),
    };
}
