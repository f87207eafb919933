namespace DrDrills.Load;

/// <summary>Which requests, and how many.</summary>
public sealed record SteadyLoadOptions
{
    /// <value>Base address of the application.</value>
    public required Uri Endpoint { get; init; }

    /// <value>What is asked in turn, relative to the endpoint; at least one.</value>
    public required IReadOnlyList<Uri> Paths { get; init; }

    /// <value>Requests a second, above zero. Default: 300.</value>
    public int Rate { get; init; } = 300;

    /// <value>How many requests may be under way at once, above zero. Default: 16.</value>
    public int Parallelism { get; init; } = 16;

    /// <value>The longest that an answer may take before it counts as failed. Default: 10 seconds.</value>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(10);
}
