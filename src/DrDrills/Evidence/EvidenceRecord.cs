using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>One drill as an auditor keeps it (<c>drdrills.evidence/v1</c>): counts, hashes and names, never data values or secrets.</summary>
/// <remarks>Published as a JSON Schema in <c>reports/templates/schemas/drdrills.evidence.v1.schema.json</c>.</remarks>
public sealed record EvidenceRecord
{
    /// <summary>The schema version that this build writes and reads.</summary>
    public const string SchemaVersion = "drdrills.evidence/v1";

    /// <value>Always <see cref="SchemaVersion"/>.</value>
    public required string Schema { get; init; }

    /// <value>Never reused.</value>
    public required string RecordId { get; init; }

    /// <value>What the record can be proof of.</value>
    public required EvidenceKind Kind { get; init; }

    /// <value>What was drilled.</value>
    public required EvidenceIdentity Identity { get; init; }

    /// <value>Who stood behind it.</value>
    public required EvidencePeople People { get; init; }

    /// <value>The machine and packages it ran with.</value>
    public required EvidenceEnvironment Environment { get; init; }

    /// <value>What was restored.</value>
    public required Stated<EvidenceSource> Source { get; init; }

    /// <value>Where.</value>
    public required Stated<EvidenceTarget> Target { get; init; }

    /// <value>How long it took, and how much was lost.</value>
    public required EvidenceTiming Timing { get; init; }

    /// <value>What was asked and found.</value>
    public required EvidenceChecks Checks { get; init; }

    /// <value>What it came to.</value>
    public required EvidenceOutcome Outcome { get; init; }

    /// <value>What ties it together.</value>
    public required EvidenceIntegrity Integrity { get; init; }

    /// <summary>Makes the record of a finished run.</summary>
    /// <exception cref="ArgumentException">
    /// The context lacks what was not tested, or does not say what a negative control must be seen red with.
    /// </exception>
    public static EvidenceRecord Of(DrillRun run, EvidenceContext context) => new()
    {
        Schema = SchemaVersion,
        RecordId = run.RunId,
        Kind = run.Plan.NegativeControl ? EvidenceKind.NegativeControl : EvidenceKind.RecoveryDrill,
        Identity = EvidenceIdentity.Of(run, context),
        People = EvidencePeople.Of(run, context),
        Environment = context.Environment,
        Source = EvidenceSource.Of(run),
        Target = EvidenceTarget.Of(run),
        Timing = EvidenceTiming.Of(run, context),
        Checks = EvidenceChecks.Of(run, context),
        Outcome = EvidenceOutcome.Of(run, context),
        Integrity = EvidenceIntegrity.Of(context),
    };
}
