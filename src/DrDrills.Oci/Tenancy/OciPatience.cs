namespace DrDrills.Oci.Tenancy;

/// <summary>How long a call, its repetitions and a wait for a state may take.</summary>
public sealed record OciPatience
{
    /// <summary>For a region on this machine: the same limits, asked more often.</summary>
    public static OciPatience OfLocalRegion { get; } = new()
    {
        FirstRetry = TimeSpan.FromMilliseconds(50),
        LongestRetry = TimeSpan.FromSeconds(1),
        FirstPoll = TimeSpan.FromMilliseconds(50),
        LongestPoll = TimeSpan.FromMilliseconds(250),
        WaitLimit = TimeSpan.FromMinutes(2),
        NotFoundGrace = TimeSpan.FromSeconds(5),
    };

    /// <value>The longest that one request may take until its answer is read. Default: 100 seconds.</value>
    public TimeSpan CallLimit { get; init; } = TimeSpan.FromSeconds(100);

    /// <value>The longest that one call may take with all its repetitions. Default: 3 minutes.</value>
    public TimeSpan RetryLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <value>Repetitions after the first attempt, 0 or more. Default: 5.</value>
    public int Retries { get; init; } = 5;

    /// <value>Pause before the first repetition; each further one is twice as long. Default: 1 second.</value>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>The longest pause between repetitions. Default: 15 seconds.</value>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(15);

    /// <value>Pause after the first look at a resource's state; each further one is half as long again. Default: 1 second.</value>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>The longest pause between two looks. Default: 10 seconds.</value>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(10);

    /// <value>The longest wait for a state. Default: 30 minutes.</value>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <value>How long "not found" counts as "not seen everywhere yet" for a resource just made. Default: 1 minute.</value>
    public TimeSpan NotFoundGrace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause before a repetition.</summary>
    /// <param name="attempt">1 for the first repetition.</param>
    public TimeSpan RetryPause(int attempt) => Longer(FirstRetry, 2, attempt - 1, LongestRetry);

    /// <summary>Pause after a look.</summary>
    /// <param name="look">0 for the first look.</param>
    public TimeSpan PollPause(int look) => Longer(FirstPoll, 1.5, look, LongestPoll);

    private static TimeSpan Longer(TimeSpan first, double factor, int times, TimeSpan longest) =>
        TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(factor, Math.Min(times, 32))));
}
