using DrDrills.Configuration;
using DrDrills.Oci.Policies.Credentials;
using DrDrills.Verification;

namespace DrDrills.Oci.Policies.Questions;

/// <summary>Whether a credential lies in the code or the configuration, or ever did: what was committed once, everybody has who cloned.</summary>
public sealed class CredentialsInFilesVerification(OciSources sources) : IVerification
{
    /// <summary>Code of a credential in a file.</summary>
    public const string InFile = "DRF556";

    /// <summary>Code of an entry of the allow list that covers nothing any more; a note.</summary>
    public const string AllowsNothing = "DRF558";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("credentials-in-files");

    /// <inheritdoc/>
    public string Title => "Credentials in files";

    /// <inheritdoc/>
    public string Proves => "No password, key or token lies in the system's code or configuration, or was ever committed there.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        var scopes = new List<string>();
        foreach (var folder in sources.Repositories.Select(path => new DirectoryInfo(path)))
        {
            if (!folder.Exists)
            {
                return VerificationAnswer.CouldNotAsk($"the folder '{folder.FullName}' is not there", string.Join("; ", scopes), findings);
            }

            var files = CredentialScan.Of(folder, cancellationToken);
            var history = await GitHistory.ScanAsync(folder, cancellationToken).ConfigureAwait(false);
            scopes.Add((files with { Commits = history?.Commits ?? 0 }).Scope);
            var inFiles = files.Hits.Select(hit => (hit.Path, hit.Fingerprint)).ToHashSet();
            findings.AddRange(Judge(folder, [.. files.Hits, .. (history?.Hits ?? []).Where(hit => !inFiles.Contains((hit.Path, hit.Fingerprint)))]));
        }

        return VerificationAnswer.Looked(string.Join("; ", scopes), findings);
    }

    private static IEnumerable<Finding> Judge(DirectoryInfo folder, IReadOnlyList<CredentialHit> hits)
    {
        var allowed = CredentialAllowList.Read(new FileInfo(Path.Combine(folder.FullName, CredentialAllowList.FileName))).Allowances;
        foreach (var hit in hits.Where(hit => !allowed.Any(allowance => allowance.Covers(hit))))
        {
            yield return new Finding
            {
                Code = InFile,
                Subject = hit.Place,
                Expected = "a reference to where the secret is kept",
                Observed = $"{hit.Title}, {hit.Length} characters (rule {hit.Rule})",
                Statement = "Whoever has the files has the credential: revoke it, then remove it.",
            };
        }

        foreach (var unused in allowed.Where(allowance => !hits.Any(allowance.Covers)))
        {
            yield return new Finding
            {
                Code = AllowsNothing,
                Subject = $"file {CredentialAllowList.FileName}, line {unused.Line}",
                Expected = "something that it covers",
                Observed = "nothing",
                Statement = "Remove the line: one day it would cover what nobody has looked at.",
                Severity = FindingSeverity.Note,
            };
        }
    }
}
