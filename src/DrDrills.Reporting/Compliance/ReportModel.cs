namespace DrDrills.Reporting.Compliance;

/// <summary>What the report's template is filled with: words and coordinates, every one read from records.</summary>
internal sealed record ReportModel(
    string RunId,
    string Version,
    string Ended,
    string Systems,
    string Verdict,
    string VerdictClass,
    string ClassStatement,
    IReadOnlyList<string> NotTested,
    IReadOnlyList<ReportDrill> Drills,
    IReadOnlyList<ReportControl> NegativeControls,
    string Reading,
    IReadOnlyList<ReportGap> Gaps,
    IReadOnlyList<ReportFramework> Frameworks,
    IReadOnlyList<string> Reviews,
    string Meaning);

/// <summary>One recovery drill.</summary>
internal sealed record ReportDrill
{
    public required string Anchor { get; init; }

    public required string DrillId { get; init; }

    public required string RecordId { get; init; }

    public required string RecordPath { get; init; }

    public required string? TestPath { get; init; }

    public required string Title { get; init; }

    public required string Verdict { get; init; }

    public required string VerdictClass { get; init; }

    public required string Reason { get; init; }

    public required string Incident { get; init; }

    public required string? Gherkin { get; init; }

    public required string RecoveryTime { get; init; }

    public required string RecoveryTimeMethod { get; init; }

    public required string DataLoss { get; init; }

    public required string DataLossMethod { get; init; }

    public required string EvidenceClass { get; init; }

    public required string Basis { get; init; }

    public required string ControlsSeen { get; init; }

    public required int PictureHeight { get; init; }

    public required int AxisY { get; init; }

    public required int TicksY { get; init; }

    public required string PictureText { get; init; }

    public required IReadOnlyList<ReportTick> Ticks { get; init; }

    public required IReadOnlyList<ReportStage> Stages { get; init; }

    public required IReadOnlyList<ReportVerification> Verifications { get; init; }

    public required IReadOnlyList<ReportFinding> Findings { get; init; }

    public required IReadOnlyList<string> Facts { get; init; }
}

/// <summary>One stage, as a line of the table and a bar of the picture.</summary>
internal sealed record ReportStage(
    string Name, string Offset, string Duration, string State, int Attempts, string Detail, string Fill, string Stroke, int Y, int TextY, string X, string Width);

/// <summary>A line of the picture's grid with the time that it stands for.</summary>
internal sealed record ReportTick(string X, string Anchor, string Text);

/// <summary>One verification.</summary>
internal sealed record ReportVerification(string Title, string Proves, string Scope, string Verdict, string Css);

/// <summary>One finding.</summary>
internal sealed record ReportFinding(
    string Code, string Statement, string Subject, string Expected, string Observed, string Owner, string Due, string Ticket);

/// <summary>One negative control.</summary>
internal sealed record ReportControl(string Anchor, string Title, string Damage, string Expected, string Seen, string Result, string ResultClass);

/// <summary>One framework of the matrix.</summary>
internal sealed record ReportFramework(string Title, IReadOnlyList<ReportLine> Lines);

/// <summary>One line of the matrix.</summary>
internal sealed record ReportLine(
    string Id, string Demand, string State, string Css, string Gaps, IReadOnlyList<ReportReference> Records, string MoreRecords);

/// <summary>A record, where the page speaks of it.</summary>
internal sealed record ReportReference(string Anchor, string Text);

/// <summary>Something that is missing, and for which clauses.</summary>
internal sealed record ReportGap(string Text, string Clauses);
