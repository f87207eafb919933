namespace DrDrills.Cli.Running;

/// <summary>Which drills to run, where, and where to keep what they leave.</summary>
internal sealed record DrillTestRequest
{
    /// <value>Name of the run.</value>
    public required string RunId { get; init; }

    /// <value>auto, local, container or oci.</value>
    public required string Environment { get; init; }

    /// <value>The runsettings file.</value>
    public required string Settings { get; init; }

    /// <value>The run's folder.</value>
    public required RunFolder Folder { get; init; }

    /// <value>Which scenarios, in NUnit's selection language, or null for all.</value>
    public string? Condition { get; init; }

    /// <value>The part to run, or null for all.</value>
    public Shard? Shard { get; init; }

    /// <value>Whether copies may be restored where nothing proves that they cannot reach the network.</value>
    public bool AllowEgress { get; init; }

    /// <value>The configuration of the tenancy, for oci; else null.</value>
    public string? Configuration { get; init; }
}
