namespace DrDrills.Drills;

/// <summary>How a restored server is kept from reaching the world.</summary>
/// <param name="Mode">"network namespace without interfaces", "internal network", "none: remote server".</param>
/// <param name="EgressBlocked">What the probe saw; null where no probe could run, which is reported and never counted as blocked.</param>
/// <param name="Probe">What was tried, and what happened.</param>
public sealed record IsolationProof(string Mode, bool? EgressBlocked, string Probe);
