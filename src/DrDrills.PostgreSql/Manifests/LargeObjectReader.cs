using System.Globalization;
using System.Numerics;
using DrDrills.Backups;
using DrDrills.PostgreSql.Digests;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>Counts and digests all large objects in the server, page by page, in constant memory.</summary>
/// <remarks>
/// A hole of a sparse large object comes back from a dump as zeros, so a page counts without its trailing zeros, and each object's exact
/// size counts by itself. Reading the pages where they are stored takes a superuser; another role asks for them object by object, which takes
/// longer and gives the same.
/// </remarks>
internal static class LargeObjectReader
{
    private const string CountSql = "SELECT count(*) FROM pg_largeobject_metadata";

    private const string MayReadPagesSql = "SELECT has_table_privilege('pg_largeobject', 'SELECT')";

    private const string Stored = """
        page AS NOT MATERIALIZED (SELECT loid, pageno, data FROM pg_largeobject),
        size AS (SELECT loid, max(pageno::bigint * 2048 + length(data)) AS bytes FROM page GROUP BY loid)
        """;

    /// <summary>262144 opens for reading; 2 is the end of the object. The descriptor is closed again in the order of the columns.</summary>
    private const string Asked = """
        size AS MATERIALIZED (
            SELECT loid, bytes FROM (
                SELECT o.loid, o.fd, lo_lseek64(o.fd, 0, 2) AS bytes, lo_close(o.fd)
                FROM (SELECT oid AS loid, lo_open(oid, 262144) AS fd FROM pg_largeobject_metadata OFFSET 0) o OFFSET 0) s),
        page AS NOT MATERIALIZED (
            SELECT s.loid, n AS pageno, lo_get(s.loid, n * 2048, 2048) AS data
            FROM size s, generate_series(0, (s.bytes + 2047) / 2048 - 1) n OFFSET 0)
        """;

    private const string ContentSql = """
        SELECT coalesce((SELECT sum(bytes) FROM size), 0)::text, count(*), coalesce(sum(hashtextextended(line COLLATE "C", 7046029254386353131)), 0)::text,
               coalesce(sum(hashtextextended(line COLLATE "C", -3335678366873096957)), 0)::text
        FROM (SELECT 'object ' || m.oid || ' ' || coalesce(s.bytes, 0) AS line
              FROM pg_largeobject_metadata m LEFT JOIN size s ON s.loid = m.oid
              UNION ALL
              SELECT 'page ' || loid || ' ' || pageno || ' ' || sha256(rtrim(data, '\x00'::bytea))::text
              FROM page WHERE rtrim(data, '\x00'::bytea) <> ''::bytea
              OFFSET 0) lines
        """;

    private const string OwnersSql = """
        SELECT count(*), coalesce(sum(hashtextextended(line COLLATE "C", 7046029254386353131)), 0)::text,
               coalesce(sum(hashtextextended(line COLLATE "C", -3335678366873096957)), 0)::text
        FROM (SELECT jsonb_build_array(m.oid, o.rolname,
                     (SELECT jsonb_agg(jsonb_build_array(grantee, privilege_type, is_grantable) ORDER BY grantee, privilege_type, is_grantable)
                      FROM (SELECT DISTINCT CASE WHEN a.grantee = m.lomowner THEN '<owner>' WHEN a.grantee = 0 THEN 'PUBLIC'
                                   ELSE (SELECT rolname::text FROM pg_roles r WHERE r.oid = a.grantee) END COLLATE "C" AS grantee,
                                   a.privilege_type, a.is_grantable
                            FROM aclexplode(coalesce(m.lomacl, acldefault('L', m.lomowner))) a) acl),
                     (SELECT d.description FROM pg_description d
                      WHERE d.classoid = 'pg_largeobject'::regclass AND d.objoid = m.oid))::text AS line
              FROM pg_largeobject_metadata m JOIN pg_roles o ON o.oid = m.lomowner OFFSET 0) lines
        """;

    public static async Task<ManifestLargeObjects> ReadAsync(PinnedSession session, CancellationToken cancellationToken)
    {
        var count = await session.ScalarAsync<long>(CountSql, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            var none = default(DigestPart).ToHex();
            return new ManifestLargeObjects(0, 0, none, none);
        }

        var pages = await session.ScalarAsync<bool>(MayReadPagesSql, cancellationToken).ConfigureAwait(false) ? Stored : Asked;
        var (bytes, content) = (await session.ReadAsync(
            $"WITH {pages} {ContentSql}",
            row => (long.Parse(row.GetString(0), CultureInfo.InvariantCulture), Part(row.GetInt64(1), row.GetString(2), row.GetString(3))),
            cancellationToken).ConfigureAwait(false))[0];
        var owners = (await session.ReadAsync(
            OwnersSql, row => Part(row.GetInt64(0), row.GetString(1), row.GetString(2)), cancellationToken).ConfigureAwait(false))[0];
        return new ManifestLargeObjects(count, bytes, content.ToHex(), owners.ToHex());
    }

    private static DigestPart Part(long rows, string first, string second) =>
        new(rows, BigInteger.Parse(first, CultureInfo.InvariantCulture), BigInteger.Parse(second, CultureInfo.InvariantCulture));
}
