namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>What reaches beyond the database: publications, subscriptions, foreign data.</summary>
/// <remarks>
/// Connection strings of subscriptions and options of user mappings hold passwords; not even their hash leaves the server. Whether a
/// subscription is enabled is left out: a restore disables it on purpose.
/// </remarks>
internal static class ReachQueries
{
    public static IReadOnlyList<FingerprintQuery> All { get; } =
    [
        new("""
            SELECT 'publication', quote_ident(p.pubname),
                   ARRAY[p.puballtables::text, p.pubinsert::text, p.pubupdate::text, p.pubdelete::text, p.pubtruncate::text, p.pubviaroot::text]
                   || ARRAY(SELECT (n.nspname || '.' || c.relname) COLLATE "C"
                            FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                            WHERE r.prpubid = p.oid ORDER BY 1)
            FROM pg_publication p
            """),
        new("""
            SELECT 'publication', quote_ident(p.pubname) || ' schema ' || quote_ident(n.nspname), ARRAY['schema']
            FROM pg_publication p JOIN pg_publication_namespace s ON s.pnpubid = p.oid JOIN pg_namespace n ON n.oid = s.pnnspid
            """, 150000),
        new("""
            SELECT 'publication', quote_ident(p.pubname) || ' table ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                   ARRAY[pg_get_expr(r.prqual, r.prrelid)]
                   || ARRAY(SELECT a.attname::text COLLATE "C" FROM pg_attribute a
                            WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs) ORDER BY 1)
            FROM pg_publication p JOIN pg_publication_rel r ON r.prpubid = p.oid
            JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            """, 150000),
        new("""
            SELECT 'subscription', quote_ident(s.subname), ARRAY(SELECT p COLLATE "C" FROM unnest(s.subpublications) p ORDER BY 1)
            FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname = current_database()
            """),
        new(FingerprintQuery.Common + """
            SELECT 'foreign data wrapper', quote_ident(f.fdwname),
                   ARRAY[f.fdwhandler::regprocedure::text, f.fdwvalidator::regprocedure::text,
                         (SELECT string_agg(o, ',' ORDER BY o COLLATE "C") FROM unnest(f.fdwoptions) o)]
            FROM pg_foreign_data_wrapper f
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_foreign_data_wrapper'::regclass AND m.objid = f.oid)
            """),
        new(FingerprintQuery.Common + """
            SELECT 'foreign server', quote_ident(s.srvname),
                   ARRAY[f.fdwname::text, s.srvtype, s.srvversion,
                         (SELECT string_agg(o, ',' ORDER BY o COLLATE "C") FROM unnest(s.srvoptions) o)]
            FROM pg_foreign_server s JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_foreign_server'::regclass AND m.objid = s.oid)
            """),
        new("""
            SELECT 'user mapping', quote_ident(u.srvname) || ' for ' || CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(u.usename) END,
                   ARRAY(SELECT split_part(o, '=', 1) COLLATE "C" FROM unnest(u.umoptions) o ORDER BY 1)
            FROM pg_user_mappings u
            """),
    ];
}
