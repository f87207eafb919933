using DrDrills.Evidence;
using DrDrills.Objectives;
using DrDrills.Verification;

namespace DrDrills.Drills;

/// <summary>What is to be drilled, how it is proven, and what it is held to.</summary>
public sealed record DrillPlan
{
    /// <value>Unique over all runs, never reused; see <see cref="RunIds"/>. Part of the name of everything that the run makes.</value>
    public required string RunId { get; init; }

    /// <value>Stable identity of the drill over its runs: <c>catalog/nightly-dump</c>.</value>
    public required string DrillId { get; init; }

    /// <value>For people.</value>
    public required string Title { get; init; }

    /// <value>The system under drill: <c>bharatmart</c>.</value>
    public required string System { get; init; }

    /// <value>What went wrong.</value>
    public required Incident Incident { get; init; }

    /// <value>How the system is got back. The runner disposes of it.</value>
    public required IRecovery Recovery { get; init; }

    /// <value>Questions put to the fetched and the restored data, in this order.</value>
    public required IReadOnlyList<IVerification> Verifications { get; init; }

    /// <value>The live source that the restored copy is compared with in place of a manifest, or null.</value>
    public LiveSource? Live { get; init; }

    /// <value>What it is held to. Default: nothing.</value>
    public DrillObjectives Objectives { get; init; } = DrillObjectives.None;

    /// <value>What its figures stand for.</value>
    public required EvidenceClass EvidenceClass { get; init; }

    /// <value>Compliance clauses that the drill serves. Default: none.</value>
    public IReadOnlyList<ControlId> Controls { get; init; } = [];

    /// <value>Why it runs: schedule, manual, change:ID. Default: manual.</value>
    public string Trigger { get; init; } = "manual";

    /// <value>Whether this is a negative control: a drill over a damaged backup that must be seen red. Default: false.</value>
    public bool NegativeControl { get; init; }

    /// <value>What is known beforehand to be done otherwise than usual, one sentence each; the run repeats it. Default: nothing.</value>
    public IReadOnlyList<string> Deviations { get; init; } = [];

    /// <value>
    /// Whether the backup may be restored where nothing proves that the copy cannot reach the world. The run then says so as a deviation and in
    /// its evidence; otherwise it ends inconclusive before a restore is spent. Default: false.
    /// </value>
    public bool AllowEgress { get; init; }

    /// <value>The longest that one stage may take before it is ended as inconclusive. Default: 2 hours.</value>
    public TimeSpan StageLimit { get; init; } = TimeSpan.FromHours(2);
}
