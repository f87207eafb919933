using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>Where the backup was restored, and how that was kept apart from the world.</summary>
public sealed record EvidenceTarget
{
    private const string Unasked = "The target was not asked; verifications compare extensions and collation versions with the manifest.";

    private const string Untold = "The server tells no versions of the libraries that order text; verifications compare collation versions.";

    /// <value>container, local or remote; later kinds add their own words.</value>
    public required string Kind { get; init; }

    /// <value>Name of the container, data folder or host.</value>
    public required string Id { get; init; }

    /// <value>Image with digest, or "installed packages".</value>
    public required string Image { get; init; }

    /// <value>How it is kept from reaching the world.</value>
    public required string IsolationMode { get; init; }

    /// <value>Whether the egress probe was blocked.</value>
    public required Stated<bool> EgressBlocked { get; init; }

    /// <value>Whether the caller allowed a copy that nothing proves to be cut off.</value>
    public required bool EgressAllowed { get; init; }

    /// <value>What the egress probe tried, and what happened.</value>
    public required string EgressProbe { get; init; }

    /// <value>Whether the target's account differs from the source's.</value>
    public required Stated<bool> AccountDiffers { get; init; }

    /// <value>Version of the server, as it prints it.</value>
    public required string EngineVersion { get; init; }

    /// <value>Extensions of the target with their versions, by name.</value>
    public required Stated<IReadOnlyList<string>> Extensions { get; init; }

    /// <value>Versions of the C library and ICU, which order text.</value>
    public required Stated<string> Libraries { get; init; }

    /// <value>Settings that matter for time and safety.</value>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <value>Whether the restored server is kept from writing into an archive.</value>
    public required Stated<bool> ArchiveModeOff { get; init; }

    /// <value>Which settings stand behind the times.</value>
    public required TimingProfile TimingProfile { get; init; }

    internal static Stated<EvidenceTarget> Of(DrillRun run) => run.Target is { } target
        ? Stated.Of(Of(run.Plan, target))
        : Stated.NotMeasured<EvidenceTarget>("The drill ended before a target was made.");

    private static EvidenceTarget Of(DrillPlan plan, TargetDescription target) => new()
    {
        Kind = target.Kind,
        Id = target.Id,
        Image = target.Image,
        IsolationMode = target.Isolation.Mode,
        EgressBlocked = target.Isolation.NothingRuns
            ? Stated.NotApplicable<bool>(target.Isolation.Probe)
            : Stated.OrNotMeasured(target.Isolation.EgressBlocked, "No egress probe could run; this never counts as blocked."),
        EgressAllowed = plan.AllowEgress,
        EgressProbe = target.Isolation.Probe,
        AccountDiffers = target.Kind == "remote"
            ? Stated.NotMeasured<bool>("The accounts of source and target were not compared.")
            : Stated.NotApplicable<bool>("The target is on this machine and in no account."),
        EngineVersion = target.EngineVersion,
        Extensions = Stated.OrNotMeasured(target.Extensions, Unasked),
        Libraries = Stated.OrNotMeasured(target.Libraries, Untold),
        Settings = new SortedDictionary<string, string>(target.Settings.ToDictionary(), StringComparer.Ordinal),
        ArchiveModeOff = target.Settings.TryGetValue("archive_mode", out var mode)
            ? Stated.Of(mode == "off")
            : Stated.NotMeasured<bool>("The target did not report archive_mode."),
        TimingProfile = target.TimingProfile,
    };
}
