using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>What was drilled, by which version, for which clauses.</summary>
public sealed record EvidenceIdentity
{
    /// <value>Stable identity of the drill over its runs.</value>
    public required string DrillId { get; init; }

    /// <value>For people.</value>
    public required string Title { get; init; }

    /// <value>The scenario's text, hash and commit.</value>
    public required Stated<EvidenceScenario> Scenario { get; init; }

    /// <value>Version of DrDrills.</value>
    public required string ProductVersion { get; init; }

    /// <value>Compliance clauses that the drill serves, in this project's reading.</value>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <value>What the figures stand for.</value>
    public required EvidenceClass EvidenceClass { get; init; }

    /// <value>How critical the system is, in the owner's words.</value>
    public required Stated<string> Criticality { get; init; }

    /// <value>Why it ran: schedule, manual, change:ID.</value>
    public required string Trigger { get; init; }

    /// <value>Identity (uuid) of the Allure result of the test that ran the drill; the result links back to the record.</value>
    public required Stated<string> TestResult { get; init; }

    internal static EvidenceIdentity Of(DrillRun run, EvidenceContext context) => new()
    {
        DrillId = run.Plan.DrillId,
        Title = run.Plan.Title,
        Scenario = context.Scenario is { } scenario
            ? Stated.Of(scenario)
            : Stated.NotApplicable<EvidenceScenario>("The drill was not started from a Gherkin scenario."),
        ProductVersion = context.ProductVersion,
        Controls = [.. run.Plan.Controls.Select(control => control.Value)],
        EvidenceClass = run.Plan.EvidenceClass,
        Criticality = Stated.OrNotRecorded(context.Criticality, "The system's owner has stated none."),
        Trigger = run.Plan.Trigger,
        TestResult = context.TestResult is { } result
            ? Stated.Of(result)
            : Stated.NotApplicable<string>("The drill was not run by a test."),
    };
}
