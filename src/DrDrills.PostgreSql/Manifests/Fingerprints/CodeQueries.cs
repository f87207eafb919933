namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Routines, triggers, rules, policies, event triggers: what acts by itself.</summary>
internal static class CodeQueries
{
    public static IReadOnlyList<FingerprintQuery> All { get; } =
    [
        // ALTER … DEPENDS ON EXTENSION: what goes when the extension goes.
        new("""
            SELECT 'extension dependence', o.type || ' ' || o.identity,
                   ARRAY(SELECT e.extname::text COLLATE "C" FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                         WHERE d.deptype = 'x' AND d.refclassid = 'pg_extension'::regclass AND (d.classid, d.objid) = (x.classid, x.objid) ORDER BY 1)
            FROM (SELECT DISTINCT d.classid, d.objid FROM pg_depend d WHERE d.deptype = 'x' AND d.refclassid = 'pg_extension'::regclass) x,
                 LATERAL pg_identify_object(x.classid, x.objid, 0) o
            """),
        new(FingerprintQuery.Common + """
            SELECT 'routine', ns.name || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')',
                   CASE WHEN p.prokind <> 'a' THEN ARRAY[p.prokind::text, pg_get_functiondef(p.oid)]
                   ELSE (SELECT ARRAY['a', a.aggkind::text, a.aggnumdirectargs::text, pg_get_function_arguments(p.oid),
                                a.aggtransfn::regprocedure::text, a.aggfinalfn::regprocedure::text, a.aggcombinefn::regprocedure::text,
                                a.aggserialfn::regprocedure::text, a.aggdeserialfn::regprocedure::text,
                                a.aggmtransfn::regprocedure::text, a.aggminvtransfn::regprocedure::text, a.aggmfinalfn::regprocedure::text,
                                a.aggfinalextra::text, a.aggmfinalextra::text, a.aggfinalmodify::text, a.aggmfinalmodify::text,
                                a.aggsortop::regoperator::text, format_type(a.aggtranstype, NULL), a.aggtransspace::text,
                                format_type(a.aggmtranstype, NULL), a.aggmtransspace::text, a.agginitval, a.aggminitval, p.proparallel::text]
                         FROM pg_aggregate a WHERE a.aggfnoid = p.oid) END
            FROM pg_proc p JOIN ns ON ns.oid = p.pronamespace
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
              -- A range type brings its own constructors.
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                              AND d.deptype = 'i' AND d.refclassid = 'pg_type'::regclass)
            """),
        new(FingerprintQuery.Common + """
            SELECT 'trigger', rel.name || '.' || quote_ident(t.tgname), ARRAY[pg_get_triggerdef(t.oid), t.tgenabled::text]
            FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid
            WHERE NOT t.tgisinternal
               -- Before PostgreSQL 15 the triggers that partitions have of their parents are marked as the server's own; so are those of foreign keys.
               OR t.tgparentid <> 0 AND current_setting('server_version_num')::int < 150000
                  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.oid = t.tgconstraint AND k.contype = 'f')
            """),
        new(FingerprintQuery.Common + """
            SELECT 'rule', rel.name || '.' || quote_ident(r.rulename), ARRAY[pg_get_ruledef(r.oid), r.ev_enabled::text]
            FROM rel JOIN pg_rewrite r ON r.ev_class = rel.oid WHERE r.rulename <> '_RETURN'
            """),
        new(FingerprintQuery.Common + """
            SELECT 'row security', rel.name, ARRAY[rel.relrowsecurity::text, rel.relforcerowsecurity::text]
            FROM rel WHERE rel.relkind IN ('r', 'p')
            """),
        new(FingerprintQuery.Common + """
            SELECT 'policy', rel.name || '.' || quote_ident(p.polname),
                   ARRAY[p.polcmd::text, p.polpermissive::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]
                   || ARRAY(SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r)::text END COLLATE "C" FROM unnest(p.polroles) r ORDER BY 1)
            FROM rel JOIN pg_policy p ON p.polrelid = rel.oid
            """),
        new("""
            SELECT 'event trigger', quote_ident(e.evtname),
                   ARRAY[e.evtevent::text, e.evtfoid::regprocedure::text, e.evtenabled::text]
                   || ARRAY(SELECT t COLLATE "C" FROM unnest(e.evttags) t ORDER BY 1)
            FROM pg_event_trigger e
            WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = e.oid AND d.deptype = 'e')
            """),
    ];
}
