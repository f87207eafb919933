using System.Data.Common;
using System.Globalization;
using DrDrills.Errors;
using DrDrills.Verification;

namespace DrDrills.Oci.AutonomousDatabases.Oracle;

/// <summary>Rows and digest of every table of an Oracle Database against the manifest.</summary>
public sealed class OracleTableContentVerification : IVerification
{
    /// <inheritdoc/>
    public VerificationId Id { get; } = VerificationId.Parse("oracle-table-content");

    /// <inheritdoc/>
    public string Title => "Oracle table content";

    /// <inheritdoc/>
    public string Proves => "Every table holds exactly the rows that were there at the moment restored, none missing, none twice.";

    /// <inheritdoc/>
    public VerificationMoment Moment => VerificationMoment.Restored;

    /// <inheritdoc/>
    public async Task<VerificationAnswer> RunAsync(VerificationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Database is null)
        {
            return VerificationAnswer.CouldNotAsk("there is no restored database");
        }

        if (context.Manifest is not { DigestAlgorithm: OracleDigestSql.Algorithm, Tables.Count: > 0 } manifest)
        {
            return VerificationAnswer.CouldNotAsk($"there is no manifest with digests of the kind '{OracleDigestSql.Algorithm}' to compare with");
        }

        try
        {
            var content = await OracleDigestReader.ReadAsync(context.Database, cancellationToken).ConfigureAwait(false);
            var findings = TableDifferences.Between(manifest.Tables, content.Tables, "the manifest", "the restored database");
            var scope = string.Create(
                CultureInfo.InvariantCulture, $"{manifest.Tables.Count} tables, {manifest.Tables.Sum(table => table.Rows)} rows, digest {OracleDigestSql.Algorithm}");
            return content.Undigested.Count == 0
                ? VerificationAnswer.Looked(scope, findings)
                : VerificationAnswer.CouldNotAsk($"columns of these types are not digested: {string.Join(", ", content.Undigested)}", scope, findings);
        }
        catch (DbException e)
        {
            throw new VerificationImpossibleException(
                "DR4310",
                $"verification {Id}",
                $"Verification '{Id}' could not ask the restored database: {e.Message.Split('\n')[0].TrimEnd()}",
                "may the role read every table, and execute DBMS_CRYPTO where there are LOBs?",
                cause: e);
        }
    }
}
