using System.Globalization;
using System.Text;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>The fingerprint of every schema object of a database: the one place that manifests and verifications share.</summary>
/// <remarks>
/// A fingerprint depends on the definition alone: not on OIDs, the search path, the order of creation, the database's name, or on
/// which side of a dump it is read. Objects that belong to extensions come with these and are left out.
/// </remarks>
internal static class SchemaFingerprints
{
    private static readonly IReadOnlyList<FingerprintQuery> Queries =
        [.. RelationQueries.All, .. CodeQueries.All, .. TypeQueries.All, .. AccessQueries.All, .. ReachQueries.All, .. CommentQueries.All];

    /// <summary>
    /// Classes whose definitions hold SQL as the server prints it; of types only domains do. All other text (comments, labels, options, names)
    /// is the user's own, and compared letter by letter.
    /// </summary>
    private static readonly HashSet<string> Printed =
    [
        "table", "inheritance", "default", "constraint", "index", "view", "materialized view", "statistics", "routine", "trigger", "rule", "policy",
        "publication",
    ];

    /// <summary>Every object by class and identity (ordinal).</summary>
    public static async Task<IReadOnlyList<ManifestObject>> ReadAsync(PinnedSession session, CancellationToken cancellationToken)
    {
        var version = await session.ServerVersionNumberAsync(cancellationToken).ConfigureAwait(false);
        var objects = new List<ManifestObject>();
        foreach (var query in Queries.Where(query => version >= query.MinimumVersion))
        {
            objects.AddRange(await session.ReadAsync(
                query.Sql,
                row => new ManifestObject(row.GetString(0), row.GetString(1), Fingerprint(row.GetString(0), row.GetFieldValue<string?[]>(2))),
                cancellationToken).ConfigureAwait(false));
        }

        return [.. objects
            .OrderBy(o => o.Class, StringComparer.Ordinal)
            .ThenBy(o => o.Identity, StringComparer.Ordinal)
            .ThenBy(o => o.Fingerprint, StringComparer.Ordinal)];
    }

    /// <summary>Hashes the parts with their lengths, so that no two lists of parts read alike and none is never the same as empty.</summary>
    private static string Fingerprint(string objectClass, string?[] parts)
    {
        var isPrinted = Printed.Contains(objectClass) || (objectClass == "type" && parts[0] == "d");
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var canonical = part is null || !isPrinted ? part : CanonicalText.Of(part);
            text.Append(canonical is null ? "-" : canonical.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(canonical).Append('\n');
        }

        return Sha256Digest.Of(Encoding.UTF8.GetBytes(text.ToString())).Hex;
    }
}
