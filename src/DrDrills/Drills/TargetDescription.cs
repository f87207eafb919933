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

    /// <value>What runs or holds the copy: PostgreSQL, ext4, BharatMart API. Default: PostgreSQL.</value>
    public string Engine { get; init; } = "PostgreSQL";

    /// <value>Version of the engine, as it prints it.</value>
    public required string EngineVersion { get; init; }

    /// <value>Which settings stand behind the times.</value>
    public required TimingProfile TimingProfile { get; init; }

    /// <value>Settings that matter for time and safety: fsync, archive_mode, shared_buffers …</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <value>How the restored server is kept from reaching the world, and the probe that shows it.</value>
    public required IsolationProof Isolation { get; init; }

    /// <value>Extensions that can be had there, as "name version"; null where nobody asked.</value>
    public IReadOnlyList<string>? Extensions { get; init; }

    /// <value>Versions of the libraries that order text, C library and ICU; null where the server does not tell.</value>
    public string? Libraries { get; init; }
}
