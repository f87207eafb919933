using DrDrills.Drills;

namespace DrDrills.Evidence;

/// <summary>Who stood behind the drill.</summary>
public sealed record EvidencePeople
{
    /// <value>Who or what started it.</value>
    public required string Initiator { get; init; }

    /// <value>Who watched over it.</value>
    public required Stated<string> Operator { get; init; }

    /// <value>Who reviewed it, with the decision and its time; comes after the run.</value>
    public required Stated<string> Reviewer { get; init; }

    /// <value>Who approved what was destroyed.</value>
    public required Stated<string> Approver { get; init; }

    internal static EvidencePeople Of(DrillRun run, EvidenceContext context) => new()
    {
        Initiator = context.Initiator,
        Operator = Stated.OrNotRecorded(context.Operator, "The run was not watched over by a named person."),
        Reviewer = Stated.NotRecorded<string>("A review comes after the run and is kept apart from it."),
        Approver = context.Approver is { } approver
            ? Stated.Of(approver)
            : run.Target?.Kind == "remote"
            ? Stated.NotRecorded<string>("The target is a server that the harness did not make; no approval was given to the run.")
            : Stated.NotApplicable<string>("Nothing was destroyed but what the harness made for this drill."),
    };
}
