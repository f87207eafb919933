namespace DrDrills.Verification;

/// <summary>What a verification found out; the runner adds identity and duration and makes a <see cref="VerificationOutcome"/>.</summary>
public sealed record VerificationAnswer
{
    private VerificationAnswer()
    {
    }

    /// <value>Every discrepancy, in a stable order.</value>
    public IReadOnlyList<Finding> Findings { get; private init; } = [];

    /// <value>What was looked at, in counts: "14 tables, 120000 rows".</value>
    public string Scope { get; private init; } = "";

    /// <value>Why the question could not be asked, or null.</value>
    public string? Impossible { get; private init; }

    /// <value>Rows that were counted on the way, or null.</value>
    public RowCounts? Rows { get; private init; }

    /// <value>Files that were read on the way, or null.</value>
    public IReadOnlyList<FileContent>? Files { get; private init; }

    /// <summary>We looked at <paramref name="scope"/> and found these discrepancies; none means right.</summary>
    public static VerificationAnswer Looked(string scope, IReadOnlyList<Finding> findings) =>
        new() { Scope = scope, Findings = findings };

    /// <summary>We could not look (or not at everything); inconclusive, unless findings say that it is wrong anyway.</summary>
    public static VerificationAnswer CouldNotAsk(string reason, string scope = "nothing", IReadOnlyList<Finding>? findings = null) =>
        new() { Impossible = reason, Scope = scope, Findings = findings ?? [] };

    /// <summary>The same answer, with what was counted on the way.</summary>
    public VerificationAnswer Counting(RowCounts rows) => this with { Rows = rows };

    /// <summary>The same answer, with the files that were read on the way.</summary>
    public VerificationAnswer Reading(IReadOnlyList<FileContent> files) => this with { Files = files };

    /// <summary>Failed where an error was found, inconclusive where we could not look, else passed.</summary>
    public Verdict Verdict =>
        Findings.Any(finding => finding.Severity == FindingSeverity.Error) ? Verdict.Failed
        : Impossible is not null ? Verdict.Inconclusive
        : Verdict.Passed;
}
