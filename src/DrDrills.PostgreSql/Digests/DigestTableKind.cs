namespace DrDrills.PostgreSql.Digests;

/// <summary>What a digested table is, where that decides how its content is judged.</summary>
public enum DigestTableKind
{
    /// <summary>A table or partition whose rows a backup must hold.</summary>
    Ordinary,

    /// <summary>An unlogged table: in a logical backup, empty after a physical one.</summary>
    Unlogged,

    /// <summary>A materialised view: computed anew by a logical restore.</summary>
    MaterializedView,
}
