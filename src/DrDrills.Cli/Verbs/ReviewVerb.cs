using System.CommandLine;
using System.Globalization;
using DrDrills.Cli.Options;
using DrDrills.Cli.Packs;
using DrDrills.Reporting.Packs;

namespace DrDrills.Cli.Verbs;

/// <summary><c>review</c>: what somebody other than the runner decides about a run, signed and kept beside it.</summary>
internal static class ReviewVerb
{
    public static Command Create(VerbContext context)
    {
        var run = new Argument<string>("run") { Description = "A run's id, or its folder." };
        var by = new Option<string>("--by") { Description = "Who reviews; another than who started the run.", HelpName = "name", Required = true };
        var decision = new Option<string?>("--decision") { Description = "accept or reject.", HelpName = "accept|reject" };
        decision.AcceptOnlyFromAmong("accept", "reject");
        var note = new Option<string>("--note") { Description = "Why, in words; no data values.", HelpName = "text", DefaultValueFactory = _ => "" };
        var finding = new Option<string?>("--finding") { Description = "Code of a finding of the run to give to somebody.", HelpName = "code" };
        var owner = new Option<string?>("--owner") { Description = "Who takes the finding on.", HelpName = "name" };
        var due = CommonOptions.Parsed("--due", "Until when, a date.", "yyyy-mm-dd", text => (DueDate)DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var ticket = new Option<string?>("--ticket") { Description = "Where the finding is followed.", HelpName = "link" };
        var retest = new Option<string[]>("--retest-of") { Description = "RUN:CODE, a finding of an earlier run that this run shows to be mended.", HelpName = "run:code" };
        var command = new Command("review", "Adds a signed review to a run; gives findings an owner, a due date and a ticket.")
        {
            run, by, decision, note, finding, owner, due, ticket, retest,
        };
        command.Validators.Add(result =>
        {
            var gives = result.GetValue(owner) is not null || result.GetResult(due) is { Implicit: false } || result.GetValue(ticket) is not null;
            if (result.GetValue(finding) is null && gives)
            {
                result.AddError("--owner, --due and --ticket say something of a finding; name it with --finding.");
            }

            if (result.GetValue(finding) is not null && !gives)
            {
                result.AddError("--finding needs --owner, --due or --ticket.");
            }

            if (result.GetValue(decision) is null && result.GetValue(finding) is null && result.GetValue(retest) is null or { Length: 0 })
            {
                result.AddError("a review needs --decision, --finding or --retest-of.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ReviewRequest(
                parsed.GetRequiredValue(by),
                parsed.GetValue(decision) switch { "accept" => ReviewDecision.Accept, "reject" => ReviewDecision.Reject, _ => null },
                parsed.GetValue(note) ?? "",
                parsed.GetValue(finding),
                parsed.GetValue(owner),
                parsed.GetValue(due)?.Date,
                parsed.GetValue(ticket),
                parsed.GetValue(retest) ?? []);
            return (int)await RunReview.AddAsync(context, parsed.GetRequiredValue(run), request, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>A date as an option's value.</summary>
    private sealed record DueDate(DateOnly Date)
    {
        public static implicit operator DueDate(DateOnly date) => new(date);
    }
}
