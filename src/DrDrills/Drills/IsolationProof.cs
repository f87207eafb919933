namespace DrDrills.Drills;

/// <summary>How a restored system is kept from reaching the world.</summary>
/// <param name="Mode">"network namespace without interfaces", "internal network", "none: remote server".</param>
/// <param name="EgressBlocked">What the probe saw; null where no probe could run, which is reported and never counted as blocked.</param>
/// <param name="Probe">What was tried, and what happened.</param>
public sealed record IsolationProof(string Mode, bool? EgressBlocked, string Probe)
{
    /// <value>Whether the place runs nothing of the backup, so that there is nothing that could reach out.</value>
    public bool NothingRuns { get; private init; }

    /// <value>Whether nothing of the backup can reach the world: proven by the probe, or nothing of it runs.</value>
    public bool Holds => NothingRuns || EgressBlocked == true;

    /// <summary>A place in which no code of the backup runs: a volume that is only read, an object, a policy.</summary>
    /// <param name="reason">Why nothing runs there, one sentence.</param>
    public static IsolationProof OfInertPlace(string reason) => new("nothing runs", null, reason) { NothingRuns = true };
}
