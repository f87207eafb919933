using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>The error that ended a run early, without the output of tools.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Subject">The object that failed.</param>
/// <param name="Statement">What failed, expected and observed.</param>
/// <param name="Hint">What to do next.</param>
public sealed record EvidenceError(string Code, string Subject, string Statement, string Hint)
{
    internal static Stated<EvidenceError> Of(DrillRun run) => run.Error is { } error
        ? Stated.Of(new EvidenceError(error.Code, error.Subject, error.Statement, error.Hint))
        : Stated.NotApplicable<EvidenceError>("No error ended the run early.");
}
