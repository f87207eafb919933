namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Owners and grants.</summary>
/// <remarks>
/// Access lists are expanded, an absent list into the default that it stands for; the owner's own rights are written as such, so that
/// another owner is one difference and not two. Who granted a right is left out: a restore grants as the owner.
/// </remarks>
internal static class AccessQueries
{
    private const string Holders = """
        ,
        held AS (
            SELECT 'schema' AS kind, ns.name, ns.nspowner AS owner, ns.nspacl AS acl, 'n' AS letter, 'pg_namespace'::regclass AS classid, ns.oid, 0 AS sub FROM ns
            UNION ALL
            SELECT CASE rel.relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END,
                   rel.name, rel.relowner, rel.relacl, CASE rel.relkind WHEN 'S' THEN 's' ELSE 'r' END, 'pg_class'::regclass, rel.oid, 0
            FROM rel WHERE rel.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            UNION ALL
            SELECT 'routine', ns.name || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')',
                   p.proowner, p.proacl, 'f', 'pg_proc'::regclass, p.oid, 0
            FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                              AND d.deptype = 'i' AND d.refclassid = 'pg_type'::regclass)
            UNION ALL
            SELECT 'type', ns.name || '.' || quote_ident(t.typname), t.typowner, t.typacl, 'T', 'pg_type'::regclass, t.oid, 0
            FROM pg_type t JOIN ns ON ns.oid = t.typnamespace
            WHERE t.typtype <> 'm' AND NOT (t.typelem <> 0 AND EXISTS (SELECT FROM pg_type el WHERE el.typarray = t.oid))
              AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
            UNION ALL
            SELECT 'language', quote_ident(l.lanname), l.lanowner, l.lanacl, 'l', 'pg_language'::regclass, l.oid, 0 FROM pg_language l WHERE l.lanispl
            UNION ALL
            SELECT 'foreign data wrapper', quote_ident(f.fdwname), f.fdwowner, f.fdwacl, 'F', 'pg_foreign_data_wrapper'::regclass, f.oid, 0
            FROM pg_foreign_data_wrapper f
            UNION ALL
            SELECT 'foreign server', quote_ident(s.srvname), s.srvowner, s.srvacl, 'S', 'pg_foreign_server'::regclass, s.oid, 0 FROM pg_foreign_server s),
        own AS (
            SELECT held.* FROM held
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = held.classid AND m.objid = held.oid))

        """;

    private static readonly string Rights = RightsOf("x.acl");

    public static IReadOnlyList<FingerprintQuery> All { get; } =
    [
        new(FingerprintQuery.Common + Holders + """
            SELECT 'owner', own.kind || ' ' || own.name, ARRAY[pg_get_userbyid(own.owner)::text] FROM own
            -- Whose public is, no dump says before PostgreSQL 15.
            WHERE own.kind <> 'schema' OR own.name <> 'public' OR current_setting('server_version_num')::int >= 150000
            UNION ALL
            SELECT 'owner', 'statistics ' || ns.name || '.' || quote_ident(s.stxname), ARRAY[pg_get_userbyid(s.stxowner)::text]
            FROM pg_statistic_ext s JOIN ns ON ns.oid = s.stxnamespace
            UNION ALL
            SELECT 'owner', 'publication ' || quote_ident(p.pubname), ARRAY[pg_get_userbyid(p.pubowner)::text] FROM pg_publication p
            UNION ALL
            SELECT 'owner', 'event trigger ' || quote_ident(e.evtname), ARRAY[pg_get_userbyid(e.evtowner)::text] FROM pg_event_trigger e
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = e.oid)
            UNION ALL
            SELECT 'owner', 'collation ' || ns.name || '.' || quote_ident(l.collname), ARRAY[pg_get_userbyid(l.collowner)::text]
            FROM pg_collation l JOIN ns ON ns.oid = l.collnamespace
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_collation'::regclass AND m.objid = l.oid)
            UNION ALL
            SELECT 'owner', 'text search configuration ' || ns.name || '.' || quote_ident(t.cfgname), ARRAY[pg_get_userbyid(t.cfgowner)::text]
            FROM pg_ts_config t JOIN ns ON ns.oid = t.cfgnamespace
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_ts_config'::regclass AND m.objid = t.oid)
            UNION ALL
            SELECT 'owner', 'text search dictionary ' || ns.name || '.' || quote_ident(t.dictname), ARRAY[pg_get_userbyid(t.dictowner)::text]
            FROM pg_ts_dict t JOIN ns ON ns.oid = t.dictnamespace
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_ts_dict'::regclass AND m.objid = t.oid)
            UNION ALL
            SELECT 'owner', 'operator ' || o.oid::regoperator, ARRAY[pg_get_userbyid(o.oprowner)::text]
            FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace
            WHERE o.oprcode <> 0 AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_operator'::regclass AND m.objid = o.oid)
            """),
        new(FingerprintQuery.Common + Holders + $"""
            SELECT 'grant', x.kind || ' ' || x.name, {Rights}
            FROM (SELECT own.kind, own.name, own.owner, coalesce(own.acl, acldefault(own.letter::"char", own.owner)) AS acl FROM own) x
            """),
        // An extension's objects come with rights of their own; only what was changed since travels in a dump.
        new(FingerprintQuery.Common + Holders + $"""
            SELECT 'grant', x.kind || ' ' || x.name, {Rights}
            FROM (SELECT held.kind, held.name, held.owner, coalesce(held.acl, acldefault(held.letter::"char", held.owner)) AS acl,
                         coalesce(i.initprivs, acldefault(held.letter::"char", held.owner)) AS initial
                  FROM held
                  JOIN member m ON m.classid = held.classid AND m.objid = held.oid
                  LEFT JOIN pg_init_privs i ON i.classoid = held.classid AND i.objoid = held.oid AND i.objsubid = 0) x
            WHERE {Rights} IS DISTINCT FROM {RightsOf("x.initial")}
            """),
        // So do the server's own objects, whose rights by birth differ from version to version: what was given (+) and taken (-) since.
        new($"""
            WITH held AS (
                SELECT 'schema' AS kind, n.nspname::text AS name, n.nspowner AS owner, n.nspacl AS acl, 'n' AS letter, 'pg_namespace'::regclass AS classid, n.oid,
                       0 AS sub
                FROM pg_namespace n WHERE n.nspname = 'pg_catalog'
                UNION ALL
                SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, 'pg_catalog.' || quote_ident(c.relname), c.relowner, c.relacl, 'r',
                       'pg_class'::regclass, c.oid, 0
                FROM pg_class c WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
                UNION ALL
                SELECT 'routine', 'pg_catalog.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')',
                       p.proowner, p.proacl, 'f', 'pg_proc'::regclass, p.oid, 0
                FROM pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
                UNION ALL
                SELECT 'type', 'pg_catalog.' || quote_ident(t.typname), t.typowner, t.typacl, 'T', 'pg_type'::regclass, t.oid, 0
                FROM pg_type t WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typacl IS NOT NULL
                UNION ALL
                SELECT 'column', quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(a.attname), c.relowner, a.attacl, 'c',
                       'pg_class'::regclass, c.oid, a.attnum
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
                WHERE (n.nspname = 'pg_catalog' OR EXISTS (
                          SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
                  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')),
            x AS (
                SELECT held.kind, held.name, held.owner, coalesce(held.acl, acldefault(held.letter::"char", held.owner)) AS acl,
                       coalesce(i.initprivs, acldefault(held.letter::"char", held.owner)) AS initial
                FROM held LEFT JOIN pg_init_privs i ON i.classoid = held.classid AND i.objoid = held.oid AND i.objsubid = held.sub
                WHERE held.acl IS DISTINCT FROM i.initprivs)
            SELECT 'grant', y.kind || ' ' || y.name, y.changed
            FROM (SELECT x.kind, x.name, ARRAY(
                      SELECT ('+ ' || given) COLLATE "C" FROM unnest({Rights}) given WHERE given <> ALL ({RightsOf("x.initial")})
                      UNION ALL
                      SELECT ('- ' || taken) COLLATE "C" FROM unnest({RightsOf("x.initial")}) taken WHERE taken <> ALL ({Rights})
                      ORDER BY 1) AS changed
                  FROM x) y
            WHERE y.changed <> ARRAY[]::text[]
            """),
        new(FingerprintQuery.Common + $"""
            SELECT 'grant', 'column ' || x.name, {Rights}
            FROM (SELECT rel.name || '.' || quote_ident(a.attname) AS name, rel.relowner AS owner, a.attacl AS acl
                  FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid
                  WHERE rel.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND array_length(a.attacl, 1) > 0) x
            """),
        new($"""
            SELECT 'default privileges',
                   concat_ws(' ', 'of', quote_ident(pg_get_userbyid(x.owner)), 'in schema ' || quote_ident(x.nspname), 'on',
                   CASE x.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                        WHEN 'n' THEN 'schemas' ELSE x.defaclobjtype::text END),
                   {Rights}
            FROM (SELECT d.defaclrole AS owner, n.nspname, d.defaclobjtype, d.defaclacl AS acl
                  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace) x
            """),
        // What hangs on the database itself: a dump carries it only with --create.
        new($"""
            SELECT 'database', 'grants', {Rights}
            FROM (SELECT d.datdba AS owner, coalesce(d.datacl, acldefault('d', d.datdba)) AS acl FROM pg_database d
                  WHERE d.datname = current_database()) x
            UNION ALL
            SELECT 'database', 'owner', ARRAY[pg_get_userbyid(d.datdba)::text] FROM pg_database d WHERE d.datname = current_database()
            UNION ALL
            SELECT 'database', 'connection limit', ARRAY[d.datconnlimit::text] FROM pg_database d WHERE d.datname = current_database()
            UNION ALL
            SELECT 'database', 'settings' || CASE WHEN s.setrole <> 0 THEN ' of ' || quote_ident(pg_get_userbyid(s.setrole)) ELSE '' END,
                   ARRAY(SELECT c COLLATE "C" FROM unnest(s.setconfig) c ORDER BY 1)
            FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()
            UNION ALL
            SELECT 'database', 'comment', ARRAY[s.description] FROM pg_shdescription s JOIN pg_database d ON d.oid = s.objoid
            WHERE s.classoid = 'pg_database'::regclass AND d.datname = current_database()
            """),
    ];

    private static string RightsOf(string accessList) => $"""
        ARRAY(SELECT DISTINCT CASE WHEN a.grantee = x.owner THEN '<owner>' WHEN a.grantee = 0 THEN 'PUBLIC'
                     ELSE pg_get_userbyid(a.grantee)::text END || ' ' || a.privilege_type || CASE WHEN a.is_grantable THEN ' *' ELSE '' END COLLATE "C"
              FROM aclexplode({accessList}) a ORDER BY 1)
        """;
}
