using System.Data.Common;
using System.Globalization;
using DrDrills.Backups;
using DrDrills.PostgreSql.Manifests.Fingerprints;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>The fingerprint of every schema object against the manifest.</summary>
internal sealed class SchemaObjectsVerification : DatabaseVerification
{
    private const string DatabaseClass = "database";

    public override VerificationId Id { get; } = VerificationId.Parse("schema-objects");

    public override string Title => "Schema objects";

    public override string Proves =>
        "Every table, constraint, index, view, routine, trigger, policy, grant, owner, type and comment is there, defined as it was, and no other.";

    protected override async Task<VerificationAnswer> AskAsync(
        VerificationContext context, DbDataSource database, CancellationToken cancellationToken)
    {
        if (context.Manifest is not { } manifest)
        {
            return NoManifest;
        }

        if (manifest.Objects.Count == 0)
        {
            return VerificationAnswer.CouldNotAsk("the manifest names no schema object; nothing would be compared with nothing");
        }

        if (manifest.Objects.FirstOrDefault(o => o.Fingerprint.Length != 64) is { } bad)
        {
            return VerificationAnswer.CouldNotAsk($"the manifest's fingerprint of {bad.Class} {bad.Identity} is not a fingerprint");
        }

        var (version, observed) = await ReadAsync(
            database,
            async session => (
                await session.ServerVersionNumberAsync(cancellationToken).ConfigureAwait(false),
                await SchemaFingerprints.ReadAsync(session, cancellationToken).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        var sameMajor = version / 10000 == manifest.Source.ServerVersionNumber / 10000;
        var findings = Compare(manifest.Objects, observed, sameMajor, PhysicalBackup.Is(context));
        var scope = string.Create(
            CultureInfo.InvariantCulture,
            $"{manifest.Objects.Count} objects of {manifest.Objects.DistinctBy(o => o.Class).Count()} classes");
        return sameMajor
            ? VerificationAnswer.Looked(scope, findings)
            : VerificationAnswer.CouldNotAsk(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the source is PostgreSQL {manifest.Source.ServerVersionNumber / 10000}, the copy {version / 10000}; each writes definitions its own way, so only names were compared"),
                scope,
                findings);
    }

    /// <summary>What differs, by object.</summary>
    internal static List<Finding> Compare(
        IReadOnlyList<ManifestObject> expected, IReadOnlyList<ManifestObject> observed, bool definitionsToo, bool isPhysical)
    {
        var was = expected.ToLookup(o => (o.Class, o.Identity), o => o.Fingerprint);
        var came = observed.ToLookup(o => (o.Class, o.Identity), o => o.Fingerprint);
        var findings = new List<Finding>();
        foreach (var key in was.Select(group => group.Key).Union(came.Select(group => group.Key)))
        {
            if (!came.Contains(key))
            {
                findings.Add(Finding("DRF321", key, Print(was[key]), "no such object", $"The {key.Class} did not come back.", isPhysical));
            }
            else if (!was.Contains(key))
            {
                findings.Add(Finding("DRF322", key, "no such object", Print(came[key]), $"The {key.Class} was not in the backed-up database.", isPhysical));
            }
            else if (definitionsToo && !was[key].SequenceEqual(came[key], StringComparer.Ordinal))
            {
                findings.Add(Finding("DRF323", key, Print(was[key]), Print(came[key]), $"The {key.Class} came back with another definition.", isPhysical));
            }
        }

        return [.. findings.OrderBy(finding => finding.Subject, StringComparer.Ordinal)];
    }

    private static string Print(IEnumerable<string> fingerprints) => "fingerprint " + string.Join(", ", fingerprints);

    private static Finding Finding(
        string code, (string Class, string Identity) key, string expected, string observed, string statement, bool isPhysical)
    {
        // A new database has the schema public, and no dump says that its own had none.
        var isOfNewDatabase = !isPhysical && code == "DRF322"
            && (key is ("schema", "public") || (key.Class is "owner" or "grant" or "comment" && key.Identity == "schema public"));
        var leftOut = key.Class == DatabaseClass && !isPhysical;
        var isSubscription = !isPhysical && code == "DRF321"
            && (key.Class == "subscription" || (key.Class is "owner" or "comment" && key.Identity.StartsWith("subscription ", StringComparison.Ordinal)));
        return new Finding
        {
            Code = code,
            Subject = $"{key.Class} {key.Identity}",
            Expected = expected,
            Observed = observed,
            Statement = leftOut ? "It hangs on the database itself; a dump restores it only with --create."
                : isSubscription ? "A subscription is not restored, because a copy must not reach other systems."
                : isOfNewDatabase ? "The backed-up database had no schema public; every new database has one, and a dump does not drop it."
                : statement,
            Severity = leftOut || isSubscription || isOfNewDatabase ? FindingSeverity.Note : FindingSeverity.Error,
        };
    }
}
