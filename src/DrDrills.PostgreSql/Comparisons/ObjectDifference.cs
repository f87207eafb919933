namespace DrDrills.PostgreSql.Comparisons;

/// <summary>One schema object that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="Class">table, column, constraint, index, view, routine, trigger, policy, grant, owner, extension …</param>
/// <param name="Identity">Its full name.</param>
public sealed record ObjectDifference(DifferenceKind Kind, string Class, string Identity);
