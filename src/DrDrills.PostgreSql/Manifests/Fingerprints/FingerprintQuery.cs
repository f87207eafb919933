namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>One catalogue query that lists schema objects.</summary>
/// <param name="Sql">
/// Returns class, identity and the definition as a <c>text[]</c> of parts; begins with <see cref="Common"/> itself where it needs it.
/// Every part is free of OIDs and reads alike on any server of the same major version.
/// </param>
/// <param name="MinimumVersion">Oldest server that understands it, as <c>server_version_num</c>.</param>
internal sealed record FingerprintQuery(string Sql, int MinimumVersion = 140000)
{
    /// <summary>
    /// <c>member</c>: what belongs to extensions and comes back with them. <c>ns</c>: the user's schemas. <c>rel</c>: the user's relations.
    /// </summary>
    public const string Common = """
        WITH member AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
        ns AS (
            SELECT n.oid, n.nspname, n.nspowner, n.nspacl, quote_ident(n.nspname) AS name
            FROM pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'),
        rel AS (
            SELECT c.*, ns.name || '.' || quote_ident(c.relname) AS name
            FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
            WHERE c.relpersistence <> 't'
              AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid))

        """;
}
