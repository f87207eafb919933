using System.Globalization;
using DrDrills.Verification;

namespace DrDrills.Oci.AutonomousDatabases;

/// <summary>Whether the source is as it was before the recovery began: its set-up, and its tables where they were read.</summary>
/// <param name="before">The fingerprint taken before anything was made; null where it was not taken.</param>
/// <param name="now">Takes it again.</param>
public sealed class SourceUntouchedVerification(
    Func<SourceFingerprint?> before, Func<CancellationToken, Task<SourceFingerprint>> now) : IVerification
{
    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("source-untouched");

    /// <inheritdoc/>
    public string Title => "Source untouched";

    /// <inheritdoc/>
    public string Proves => "The database that was cloned is set up as before the recovery, and its tables hold the same rows where they were compared.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        if (before() is not { } was)
        {
            return VerificationAnswer.CouldNotAsk("the source was not looked at before the recovery began");
        }

        var found = await now(cancellationToken).ConfigureAwait(false);
        var findings = was.Attributes
            .Where(pair => found.Attributes.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => new Finding
            {
                Code = "DRF533",
                Subject = $"{pair.Key} of {DatabaseCalls.Name(was.Attributes["id"])}",
                Expected = $"'{pair.Value}'",
                Observed = $"'{found.Attributes.GetValueOrDefault(pair.Key)}'",
                Statement = "The source is set up otherwise than before the recovery.",
            })
            .Concat(Changed(was, found))
            .ToList();
        var content = was.Tables is null ? "its content was not compared" : string.Create(
            CultureInfo.InvariantCulture, $"{was.Tables.Count} tables, {was.Tables.Sum(table => table.Rows)} rows");
        return VerificationAnswer.Looked(string.Create(CultureInfo.InvariantCulture, $"{was.Attributes.Count} attributes of the source; {content}"), findings);
    }

    private static IEnumerable<Finding> Changed(SourceFingerprint was, SourceFingerprint found) =>
        was.Tables is null || found.Tables is null
            ? []
            : TableDifferences.Between(was.Tables, found.Tables, "the source before the recovery", "the source now")
                .Select(finding => finding with { Code = "DRF534" });
}
