namespace DrDrills.PostgreSql.Comparisons;

/// <summary>How something differs between A and B.</summary>
public enum DifferenceKind
{
    /// <summary>A has it, B does not.</summary>
    Missing,

    /// <summary>B has it, A does not.</summary>
    Extra,

    /// <summary>Both have it, not alike.</summary>
    Changed,
}
