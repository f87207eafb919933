using DrDrills.Errors;
using DrDrills.Evidence;
using DrDrills.Reporting.History;
using DrDrills.Reporting.Index;
using DrDrills.Reporting.Packs;

namespace DrDrills.Cli.Packs;

/// <summary>Adds one review to a sealed run, after looking that it is about something that is there.</summary>
internal static class RunReview
{
    public static async Task<ExitCode> AddAsync(VerbContext context, string run, ReviewRequest request, CancellationToken cancellationToken)
    {
        var settings = SealingSettings.Read(CloneRoot.Required(context), Environment.GetEnvironmentVariable);
        var folder = FolderOf(run, settings.Runs);
        var records = await RecordsAsync(folder, cancellationToken).ConfigureAwait(false);
        var findings = await FindingsAsync(folder, records, cancellationToken).ConfigureAwait(false);
        var retests = request.RetestOf.Select(text => text.Split(':', 2)).ToList();
        var mistakes = await MistakesAsync(request, records, findings, retests, settings.Runs, cancellationToken).ConfigureAwait(false);
        if (mistakes.Count > 0)
        {
            throw new ConfigurationInvalidException("The review", mistakes);
        }

        using var signer = await settings.SignerAsync(context, cancellationToken).ConfigureAwait(false);
        var file = await new SignedReviews(folder).AddAsync(
            (index, digest, number, previous) => new Review
            {
                Schema = Review.SchemaVersion,
                RunId = index.RunId,
                IndexSha256 = digest,
                Sequence = number,
                PreviousReviewSha256 = previous,
                Reviewer = request.By,
                Decision = request.Decision,
                ReviewedAt = context.Time.GetUtcNow(),
                Note = request.Note,
                Findings = [.. findings.Where(finding => finding.Code == request.Finding).Distinct()
                    .Select(finding => new FindingAssignment(finding.RecordId, finding.Code, request.Owner, request.DueOn, request.Ticket))],
                Retests = [.. retests.Select(parts => new RetestedFinding(parts[0], parts[1]))],
            },
            signer,
            cancellationToken).ConfigureAwait(false);
        context.Screen.Say($"Review by {request.By} kept in {file.FullName}, signed with key {new PublicKey(signer.PublicKeyPem).Id[..16]}…");
        return ExitCode.Passed;
    }

    private static DirectoryInfo FolderOf(string run, DirectoryInfo runs) =>
        new[] { run, Path.Combine(runs.FullName, run) }.FirstOrDefault(path => File.Exists(Path.Combine(path, RunIndex.FileName))) is { } found
            ? new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(found)))
            : throw new ConfigurationInvalidException("The command line", [$"'{run}' is neither the folder of a finished run nor the id of one in '{runs.FullName}'."]);

    private static async Task<IReadOnlyList<EvidenceRecord>> RecordsAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var index = await RunIndexJson.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(index.Records.Select(record => EvidenceJson.ReadAsync(Path.Combine(folder.FullName, record.Path), cancellationToken)))
            .ConfigureAwait(false);
    }

    /// <summary>Every finding of the run, those that came out only beside earlier runs too.</summary>
    private static async Task<List<(string RecordId, string Code)>> FindingsAsync(
        DirectoryInfo folder, IReadOnlyList<EvidenceRecord> records, CancellationToken cancellationToken) =>
    [
        .. records.SelectMany(record => record.Checks.Findings.Select(finding => (record.RecordId, finding.Code))),
        .. (await RunRegressions.ReadAsync(folder, cancellationToken).ConfigureAwait(false)).Select(finding => (finding.RecordId, finding.Code)),
    ];

    /// <summary>All at once: who may not review, findings that are not there.</summary>
    private static async Task<IReadOnlyList<string>> MistakesAsync(
        ReviewRequest request,
        IReadOnlyList<EvidenceRecord> records,
        List<(string RecordId, string Code)> findings,
        List<string[]> retests,
        DirectoryInfo runs,
        CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        // "user: ann" and "ann" are the same person.
        if (records.Select(record => record.People.Initiator).Distinct().FirstOrDefault(initiator =>
            initiator.Equals(request.By, StringComparison.OrdinalIgnoreCase)
            || initiator.EndsWith(": " + request.By, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            mistakes.Add($"--by '{request.By}' started the run himself ('{same}'); a review is somebody else's.");
        }

        var codes = findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        if (request.Finding is { } wanted && !codes.Contains(wanted))
        {
            mistakes.Add($"--finding '{wanted}' is not a finding of the run; it has {(codes.Count == 0 ? "none" : string.Join(", ", codes))}.");
        }

        foreach (var parts in retests)
        {
            var folder = parts.Length == 2 ? new DirectoryInfo(Path.Combine(runs.FullName, parts[0])) : null;
            if (folder is null || !File.Exists(Path.Combine(folder.FullName, RunIndex.FileName)))
            {
                mistakes.Add($"--retest-of '{string.Join(':', parts)}' names no run of '{runs.FullName}'; write RUN:CODE.");
            }
            else if (!(await FindingsAsync(folder, await RecordsAsync(folder, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
                .Exists(finding => finding.Code == parts[1]))
            {
                mistakes.Add($"--retest-of '{string.Join(':', parts)}': that run has no finding '{parts[1]}'.");
            }
        }

        return mistakes;
    }
}
