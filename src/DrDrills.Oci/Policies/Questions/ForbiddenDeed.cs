namespace DrDrills.Oci.Policies.Questions;

/// <summary>Something that the drill's identity must not be able to do.</summary>
/// <param name="Name">After "may": <c>delete a volume of production</c>.</param>
/// <param name="Operation">As the API reference names it.</param>
/// <param name="Permission">The permission that would allow it.</param>
/// <param name="FindCanaryAsync">Finds what it may be tried on; null where there is nothing.</param>
/// <param name="TryAsync">Tries it.</param>
internal sealed record ForbiddenDeed(
    string Name,
    string Operation,
    string Permission,
    Func<CancellationToken, Task<CanaryResource?>> FindCanaryAsync,
    Func<CanaryResource, CancellationToken, Task> TryAsync);
