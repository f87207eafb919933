namespace DrDrills.Drills;

/// <summary>Where the backup was restored, and how it was kept apart from the world.</summary>
public sealed record TargetDescription
{
    /// <value>container, local or remote; later kinds add their own words.</value>
    public required string Kind { get; init; }

    /// <value>Name of the container, data folder or host; unique per run.</value>
    public required string Id { get; init; }

    /// <value>Image with digest for a container, "installed packages" for a local cluster.</value>
    public required string Image { get; init; }

    /// <value>Version of the server, as it prints it.</value>
    public required string EngineVersion { get; init; }

    /// <value>Which settings stand behind the times.</value>
    public required TimingProfile TimingProfile { get; init; }

    /// <value>Settings that matter for time and safety: fsync, archive_mode, shared_buffers …</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <value>How the restored server is kept from reaching the world, and the probe that shows it.</value>
    public required IsolationProof Isolation { get; init; }
}
