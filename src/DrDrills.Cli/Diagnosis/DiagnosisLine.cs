namespace DrDrills.Cli.Diagnosis;

/// <summary>One thing that drills need, and whether it is here.</summary>
/// <param name="Subject">What.</param>
/// <param name="State">Whether it is here.</param>
/// <param name="Observed">What was seen: a version, a reason.</param>
/// <param name="Hint">The command that gets it, or null where nothing is missing.</param>
internal sealed record DiagnosisLine(string Subject, DiagnosisState State, string Observed, string? Hint = null);
