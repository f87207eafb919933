namespace DrDrills.Tests.Oci.Faults;

/// <summary>How a run under a fault ended.</summary>
/// <param name="Fault">The fault; null for none.</param>
/// <param name="End"><see cref="Passed"/>, or the code of the error that ended it, or why it did not pass.</param>
/// <param name="Met">Whether the run came to the call at all.</param>
/// <param name="Complaint">What is wrong with it, or null.</param>
internal sealed record FaultJudgement(FaultCase? Fault, string End, bool Met, string? Complaint)
{
    /// <summary>How a run ends that nothing kept from passing.</summary>
    public const string Passed = "passed";
}
