namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Comments and security labels, on whatever object.</summary>
/// <remarks>Objects that initdb made carry its comments, and members of extensions theirs; only <c>public</c> among the former is the user's.</remarks>
internal static class CommentQueries
{
    public static IReadOnlyList<FingerprintQuery> All { get; } =
    [
        new("""
            SELECT 'comment', i.type || ' ' || i.identity, ARRAY[d.description]
            FROM pg_description d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
            WHERE (d.objoid >= 16384
                   -- Before PostgreSQL 15 no dump has it.
                   OR (d.classoid = 'pg_namespace'::regclass AND d.objoid = to_regnamespace('public') AND current_setting('server_version_num')::int >= 150000))
              AND d.classoid <> 'pg_largeobject'::regclass
              AND i.identity IS NOT NULL AND coalesce(i.schema, '') !~ '^pg_'
              AND NOT EXISTS (SELECT FROM pg_depend m WHERE m.classid = d.classoid AND m.objid = d.objoid AND m.deptype = 'e')
            """),
        new("""
            SELECT 'security label', l.objtype || ' ' || l.objname, ARRAY[l.provider, l.label]
            FROM pg_seclabels l WHERE l.classoid NOT IN ('pg_database'::regclass, 'pg_authid'::regclass, 'pg_tablespace'::regclass)
            """),
    ];
}
