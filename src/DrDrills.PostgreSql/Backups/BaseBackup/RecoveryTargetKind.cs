namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>How a recovery target is named.</summary>
public enum RecoveryTargetKind
{
    /// <summary>The end of the archived log.</summary>
    Latest,

    /// <summary>The end of the backup itself, as soon as what was restored is consistent.</summary>
    Immediate,

    /// <summary>An instant: the newest commit not after it.</summary>
    Time,

    /// <summary>A position of the log.</summary>
    Lsn,

    /// <summary>A transaction, inclusive.</summary>
    Xid,

    /// <summary>A restore point by name.</summary>
    Name,

    /// <summary>Just before the transaction that damaged a table, found in the log.</summary>
    BeforeDamage,
}
