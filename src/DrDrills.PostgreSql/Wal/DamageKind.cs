namespace DrDrills.PostgreSql.Wal;

/// <summary>What a transaction did to a table.</summary>
public enum DamageKind
{
    /// <summary>It updated or deleted rows.</summary>
    RowsChanged,

    /// <summary>It truncated the table, or rewrote it.</summary>
    Truncated,

    /// <summary>It dropped the table.</summary>
    Dropped,
}
