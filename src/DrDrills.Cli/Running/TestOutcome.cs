namespace DrDrills.Cli.Running;

/// <summary>One test of a TRX file.</summary>
/// <param name="Name">As the test host names it.</param>
/// <param name="Outcome">Passed, Failed, NotExecuted ….</param>
/// <param name="Message">Why it failed or was skipped, or null.</param>
internal sealed record TestOutcome(string Name, string Outcome, string? Message);
