using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>A verification that compares with a manifest, asked with what the live source holds in place of one.</summary>
/// <remarks>
/// What is at the source and not in the copy, or defined otherwise, stays an error: it cannot be told from a loss. What only the copy has is a note.
/// </remarks>
/// <param name="asked">The verification.</param>
/// <param name="proves">What a pass proves.</param>
internal sealed class AgainstLive(IVerification asked, string proves) : IVerification
{
    public VerificationId Id => asked.Id;

    public string Title => asked.Title;

    public string Proves => proves;

    public VerificationMoment Moment => asked.Moment;

    public bool GoesBesideOthers => asked.GoesBesideOthers;

    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Live is not { } live)
        {
            return VerificationAnswer.CouldNotAsk("there is no live source to compare with");
        }

        var answer = await asked.RunAsync(context with { Backup = context.Backup with { Manifest = live.Manifest } }, cancellationToken)
            .ConfigureAwait(false);
        var findings = answer.Findings.Select(Reword).ToList();
        return answer.Impossible is { } reason
            ? VerificationAnswer.CouldNotAsk(reason, answer.Scope, findings)
            : VerificationAnswer.Looked(answer.Scope + ", as at the live source", findings);
    }

    private static Finding Reword(Finding finding) => finding switch
    {
        { Severity: FindingSeverity.Note } => finding,
        { Code: "DRF321" } => finding with { Statement = "It is at the source and not in the copy: made since the backup, or lost." },
        { Code: "DRF322" } => finding with
        {
            Statement = "The copy holds it and the source does not any more.",
            Severity = FindingSeverity.Note,
        },
        { Code: "DRF323" } => finding with { Statement = "It is defined otherwise than at the source: changed since the backup, or damaged." },
        _ => finding,
    };
}
