namespace DrDrills.Verification;

/// <summary>What the source's own counters say was done to one table since they began; rolled-back work counts too, a TRUNCATE does not.</summary>
/// <param name="Inserted">Rows inserted.</param>
/// <param name="Updated">Rows updated.</param>
/// <param name="Deleted">Rows deleted.</param>
public sealed record LiveChanges(long Inserted, long Updated, long Deleted)
{
    /// <summary>Whether nothing was done to it.</summary>
    public bool None => Inserted == 0 && Updated == 0 && Deleted == 0;
}
