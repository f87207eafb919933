namespace DrDrills.Evidence;

/// <summary>What a drill's own run does not know, and its evidence must say.</summary>
public sealed record EvidenceContext
{
    /// <value>Version of DrDrills.</value>
    public required string ProductVersion { get; init; }

    /// <value>Who or what started the run: a user, or a CI identity with its run number.</value>
    public required string Initiator { get; init; }

    /// <value>The machine and the packages that the drill ran with.</value>
    public required EvidenceEnvironment Environment { get; init; }

    /// <value>What this drill did not test, one sentence each; at least one.</value>
    public required IReadOnlyList<string> NotTested { get; init; }

    /// <value>The Gherkin scenario, or null for a drill without one.</value>
    public EvidenceScenario? Scenario { get; init; }

    /// <value>Identity (uuid) of the Allure result of the test that runs the drill, or null for a drill without a test.</value>
    public string? TestResult { get; init; }

    /// <value>The sentence of the scenario that did not hold or could not be asked, or null where all did.</value>
    public BrokenSentence? Broken { get; init; }

    /// <value>What a negative control must be seen red with; required for a negative control, null for any other drill.</value>
    public NegativeControlExpectation? NegativeControl { get; init; }

    /// <value>Negative controls of this drill that were already run, or null where that is not known yet.</value>
    public IReadOnlyList<NegativeControlSeen>? ControlsSeen { get; init; }

    /// <value>Files kept with the record, hashed. Default: none.</value>
    public IReadOnlyList<EvidenceFile> Files { get; init; } = [];

    /// <value>Name of the system in <c>drdrills.json</c>, or null where nobody named it.</value>
    public string? NamedSystem { get; init; }

    /// <value>How critical the system is, in the owner's words, or null where nobody said.</value>
    public string? Criticality { get; init; }

    /// <value>Who watched over the drill, or null where nobody did.</value>
    public string? Operator { get; init; }

    /// <value>Who approved what the drill destroyed, or null.</value>
    public string? Approver { get; init; }

    /// <value>Record that this drill repeats after a fix, or null.</value>
    public string? RetestOf { get; init; }

    /// <value>Until when the evidence is kept, UTC, or null where nobody said.</value>
    public DateTimeOffset? RetainUntil { get; init; }
}
