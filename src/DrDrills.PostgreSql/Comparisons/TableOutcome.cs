namespace DrDrills.PostgreSql.Comparisons;

/// <summary>What comparing one table came to.</summary>
public enum TableOutcome
{
    /// <summary>The same columns and the same rows.</summary>
    Equal,

    /// <summary>Other columns or other rows.</summary>
    Different,

    /// <summary>A has the table, B does not.</summary>
    Missing,

    /// <summary>B has the table, A does not.</summary>
    Extra,

    /// <summary>Its storage is damaged on one side or both: it cannot be read in full, or an index does not lead to all of its rows.</summary>
    Damaged,

    /// <summary>It could not be looked at: a right is missing, somebody holds it locked, or emptied it meanwhile.</summary>
    NotCompared,
}
