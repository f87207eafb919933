using System.Data.Common;
using System.Globalization;
using DrDrills.PostgreSql.Manifests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The library that ordered the data against the one that the restored server orders with.</summary>
/// <remarks>
/// A dump is indexed anew by the restoring server, so another version is only worth knowing; files copied from a server carry indexes in
/// the old order, and another version means that lookups may miss rows.
/// </remarks>
internal sealed class CollationVersionsVerification : DatabaseVerification
{
    private const string DefaultSql = """
        SELECT CASE to_jsonb(d)->>'datlocprovider' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END || ' '
               || CASE WHEN to_jsonb(d)->>'datlocprovider' IN ('i', 'b')
                  THEN coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale') ELSE d.datcollate::text END
               || ', character type ' || d.datctype
        FROM pg_database d WHERE d.datname = current_database()
        """;

    public override VerificationId Id { get; } = VerificationId.Parse("collation-versions");

    public override string Title => "Collation versions";

    public override string Proves => "Text is ordered by the same libraries and versions as at the source, or was indexed anew.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return NoManifest;
        }

        var (actual, defaultCollation) = await ReadAsync(
            database,
            async session => (
                await CollationReader.ReadActualAsync(session, cancellationToken).ConfigureAwait(false),
                await session.ScalarAsync<string>(DefaultSql, cancellationToken).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        var severity = PhysicalBackup.Is(context) ? FindingSeverity.Error : FindingSeverity.Note;
        var now = actual.ToDictionary(collation => collation.Name, StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (var was in manifest.Collations.Where(collation => collation.Version is not null))
        {
            // A collation that is not used any more is a missing object, which is another verification's finding.
            if (now.TryGetValue(was.Name, out var here) && here.Version != was.Version)
            {
                findings.Add(Finding("DRF441", $"collation {was.Name}", $"{was.Provider} {was.Version}",
                    $"{here.Provider} {here.Version ?? "without a version"}",
                    severity == FindingSeverity.Error
                        ? "Indexes were ordered by another version of the library and may miss rows; rebuild them."
                        : "Another version of the library orders text; the restore built the indexes with it.",
                    severity));
            }
        }

        var source = manifest.Source;
        var expected = $"{source.CollationProvider} {source.Collation}, character type {source.CharacterType}";
        if (defaultCollation != expected)
        {
            findings.Add(Finding("DRF442", "collation default", expected, defaultCollation,
                "The restored database has another default collation; sorted output and case rules may differ.", severity));
        }

        return VerificationAnswer.Looked(
            string.Create(CultureInfo.InvariantCulture, $"{manifest.Collations.Count} collations and the database's default"), findings);
    }

    private static Finding Finding(
        string code, string subject, string expected, string observed, string statement, FindingSeverity severity) => new()
    {
        Code = code,
        Subject = subject,
        Expected = expected,
        Observed = observed,
        Statement = statement,
        Severity = severity,
    };
}
