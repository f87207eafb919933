using DrDrills.Backups;
using DrDrills.Drills;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>Puts a question to every database of a copy that has several, and names each in the answer.</summary>
/// <remarks>A manifest describes one database; of the others only that is asked which needs none, and the answer says so.</remarks>
/// <param name="inner">The question.</param>
internal sealed class EachDatabaseVerification(IVerification inner) : IVerification
{
    private const string NothingInIt = "DRF481";

    public VerificationId Id => inner.Id;

    public string Title => inner.Title;

    public string Proves => inner.Proves;

    public VerificationMoment Moment => inner.Moment;

    public bool GoesBesideOthers => inner.GoesBesideOthers;

    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context.Databases.Count == 0)
        {
            return await inner.RunAsync(context, cancellationToken).ConfigureAwait(false);
        }

        var answers = new List<(string Name, VerificationAnswer? Answer)>();
        foreach (var database in context.Databases)
        {
            answers.Add((database.Name, NeedsManifest && !IsDescribed(context, database)
                ? null
                : await inner.RunAsync(Of(context, database), cancellationToken).ConfigureAwait(false)));
        }

        // Of several databases some may well be empty; all of them may not.
        var allEmpty = answers.TrueForAll(answer => answer.Answer?.Findings.Any(finding => finding.Code == NothingInIt) == true);
        var findings = answers
            .SelectMany(answer => answer.Answer?.Findings.Select(finding => Named(answer.Name, finding, allEmpty)) ?? [])
            .ToList();
        var scope = string.Join("; ", answers.Select(answer => $"{answer.Name}: {answer.Answer?.Scope ?? "not asked, it has no manifest"}"));
        var impossible = string.Join("; ", answers.Where(answer => answer.Answer?.Impossible is not null).Select(answer => $"{answer.Name}: {answer.Answer!.Impossible}"));
        return impossible.Length > 0
            ? VerificationAnswer.CouldNotAsk(impossible, scope, findings)
            : VerificationAnswer.Looked(scope, findings);
    }

    private bool NeedsManifest => inner is not (RowCountsVerification or ReadableLargeObjectsVerification or WriteGateVerification
        or ConstraintsHoldVerification or IndexIntegrityVerification);

    private static bool IsDescribed(VerificationContext context, CopiedDatabase database) =>
        context.Manifest is null || context.Manifest.Source.Database == database.Name;

    private static VerificationContext Of(VerificationContext context, CopiedDatabase database) => context with
    {
        Database = database.Database,
        DatabaseAs = database.DatabaseAs,
        Databases = [],
        Backup = IsDescribed(context, database) ? context.Backup : WithoutManifest(context.Backup),
    };

    private static BackupDescriptor WithoutManifest(BackupDescriptor backup) => backup with { Manifest = null, ManifestDigest = null };

    private static Finding Named(string database, Finding finding, bool allEmpty) => finding with
    {
        Subject = $"database {database}: {finding.Subject}",
        Severity = finding.Code == NothingInIt && !allEmpty ? FindingSeverity.Note : finding.Severity,
    };
}
