using DrDrills.Verification;

namespace DrDrills.Backups;

/// <summary>What flowed out of a backup, known only at its end.</summary>
/// <param name="File">Name, size and SHA-256 of what was read.</param>
/// <param name="Findings">Where it is not what the manifest or the place itself says; none means right.</param>
/// <param name="Deviations">What was done otherwise than planned, such as a range asked for again after a broken connection.</param>
public sealed record StreamOutcome(ManifestFile File, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Deviations);
