namespace DrDrills.Oci.Tenancy;

/// <summary>What a sweep of a tenancy came to.</summary>
/// <param name="Leftovers">What was found, and whether it is gone.</param>
/// <param name="Unanswered">Where could not be looked, and why; one line each.</param>
public sealed record TenancySweepOutcome(IReadOnlyList<TenancyLeftover> Leftovers, IReadOnlyList<string> Unanswered);
