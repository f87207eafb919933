using System.Globalization;
using DrDrills.Oci.Tenancy;
using DrDrills.Verification;

namespace DrDrills.Oci.Configurations;

/// <summary>Whether every secret that the restored configuration refers to can really be read.</summary>
/// <param name="tenancy">As whom, and where.</param>
public sealed class ReferencesVerification(OciTenancy tenancy) : IVerification
{
    /// <summary>A reference leads nowhere.</summary>
    public const string Broken = "DRF549";

    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("references");

    /// <inheritdoc/>
    public string Title => "References";

    /// <inheritdoc/>
    public string Proves => "Every reference of the restored configuration leads to a secret that is there, enabled and readable.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (context?.FetchedFiles is not { } folder)
        {
            return VerificationAnswer.CouldNotAsk("no file was restored");
        }

        var restored = new RestoredReferences(tenancy, folder);
        var references = await restored.ListAsync(cancellationToken).ConfigureAwait(false);
        if (references.Count == 0)
        {
            return VerificationAnswer.CouldNotAsk("the restored configuration refers to no secret");
        }

        var state = await ReadStateAsync(folder, cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>();
        foreach (var reference in references)
        {
            if (await restored.BrokenBecauseAsync(reference, cancellationToken).ConfigureAwait(false) is { } because)
            {
                findings.Add(new Finding
                {
                    Code = Broken,
                    Subject = $"secret '{state.NameOf(reference.SecretId)}' ({reference})",
                    Expected = "a secret that can be read",
                    Observed = because,
                    Statement = "The application would not start with this configuration.",
                });
            }
        }

        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{references.Count} references to {references.DistinctBy(one => one.SecretId).Count()} secrets"),
            findings);
    }

    private static async Task<InfrastructureState> ReadStateAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.FullName, ConfigurationLayout.Infrastructure);
        return File.Exists(path)
            ? InfrastructureState.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), ConfigurationLayout.Infrastructure)
            : new InfrastructureState([]);
    }
}
