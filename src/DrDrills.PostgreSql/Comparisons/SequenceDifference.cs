namespace DrDrills.PostgreSql.Comparisons;

/// <summary>A sequence that goes on elsewhere; both sides have it.</summary>
/// <param name="Schema">Schema name.</param>
/// <param name="Name">Sequence name.</param>
/// <param name="A">Its next value in A, before which the increment is not applied: <c>last_value</c>, and whether it was used.</param>
/// <param name="B">The same in B.</param>
public sealed record SequenceDifference(string Schema, string Name, string A, string B);
