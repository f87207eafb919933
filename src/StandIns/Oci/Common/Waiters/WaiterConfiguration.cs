namespace Oci.Common.Waiters;

/// <summary>How often and at what distance something is tried again.</summary>
public class WaiterConfiguration
{
    /// <summary>How many times it is tried again, the first attempt not counted.</summary>
    public int MaxAttempts { get; set; } = 7;

    /// <summary>Seconds before a further attempt, by its number from 1: two to that power and up to a second, at most 30.</summary>
    public Func<int, double> GetNextDelayInSeconds { get; set; } =
        attempt => Math.Min(30, Random.Shared.NextDouble() + Math.Pow(2, attempt));
}
