namespace DrDrills.PostgreSql.Wal;

/// <summary>Where the damage is in the log, and what was the last thing before it.</summary>
/// <param name="Damage">The transaction that did it.</param>
/// <param name="NewestCommitBefore">The newest commit before its commit, in the order of the log; null where the log holds none.</param>
/// <param name="LastEndBefore">The newest commit or rollback before its commit; null where the log holds none.</param>
/// <param name="Others">Transactions that changed the table about the same time and were not chosen.</param>
public sealed record LocatedDamage(
    DamageTransaction Damage,
    WalTransaction? NewestCommitBefore,
    WalTransaction? LastEndBefore,
    IReadOnlyList<DamageTransaction> Others);
