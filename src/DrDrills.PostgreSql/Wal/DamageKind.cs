namespace DrDrills.PostgreSql.Wal;

/// <summary>What a transaction did to a table.</summary>
public enum DamageKind
{
    /// <summary>It updated or deleted rows.</summary>
    RowsChanged,

    /// <summary>It truncated the table, or rewrote it; or dropped it before PostgreSQL 15, whose log does not tell these apart.</summary>
    Truncated,

    /// <summary>It dropped the table.</summary>
    Dropped,
}
