namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Types, collations, operators and their families, casts, conversions, text search, extensions, languages.</summary>
internal static class TypeQueries
{
    private const string NotMember = " AND NOT EXISTS (SELECT FROM member m WHERE m.objid = o.oid AND m.classid = ";

    public static IReadOnlyList<FingerprintQuery> All { get; } =
    [
        // Row types of tables and the array types that come with every type follow their makers.
        new(FingerprintQuery.Common + """
            SELECT 'type', ns.name || '.' || quote_ident(t.typname),
                   ARRAY[t.typtype::text]
                   || CASE t.typtype
                      WHEN 'e' THEN ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
                      WHEN 'd' THEN ARRAY[format_type(t.typbasetype, t.typtypmod), t.typnotnull::text, pg_get_expr(t.typdefaultbin, 0),
                                          CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END]
                                    || ARRAY(SELECT c.conname || ' ' || pg_get_constraintdef(c.oid) || ' ' || c.convalidated FROM pg_constraint c
                                             WHERE c.contypid = t.oid AND c.contype = 'c' ORDER BY c.conname COLLATE "C")
                      WHEN 'c' THEN ARRAY(SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attcollation::regcollation
                                          FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                                          ORDER BY a.attnum)
                      WHEN 'r' THEN (SELECT ARRAY[format_type(r.rngsubtype, NULL), r.rngcollation::regcollation::text, oc.opcname::text,
                                            r.rngcanonical::regprocedure::text, r.rngsubdiff::regprocedure::text, format_type(r.rngmultitypid, NULL)]
                                     FROM pg_range r JOIN pg_opclass oc ON oc.oid = r.rngsubopc WHERE r.rngtypid = t.oid)
                      ELSE ARRAY[t.typisdefined::text, t.typlen::text, t.typbyval::text, t.typcategory::text, t.typispreferred::text, t.typdelim::text,
                                 t.typinput::regprocedure::text, t.typoutput::regprocedure::text, t.typreceive::regprocedure::text,
                                 t.typsend::regprocedure::text, t.typmodin::regprocedure::text, t.typmodout::regprocedure::text,
                                 t.typanalyze::regprocedure::text, t.typalign::text, t.typstorage::text, t.typcollation::regcollation::text,
                                 t.typdefault, format_type(nullif(t.typelem, 0), NULL)]
                      END
            FROM pg_type t JOIN ns ON ns.oid = t.typnamespace LEFT JOIN pg_type b ON b.oid = t.typbasetype
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
              AND t.typtype <> 'm'
              AND NOT (t.typelem <> 0 AND EXISTS (SELECT FROM pg_type el WHERE el.typarray = t.oid))
              AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
            """),
        new(FingerprintQuery.Common + """
            SELECT 'collation', ns.name || '.' || quote_ident(o.collname),
                   ARRAY[o.collprovider::text, o.collisdeterministic::text, o.collcollate::text, o.collctype::text,
                         coalesce(to_jsonb(o)->>'colllocale', to_jsonb(o)->>'colliculocale'), to_jsonb(o)->>'collicurules']
            FROM pg_collation o JOIN ns ON ns.oid = o.collnamespace WHERE true
            """ + NotMember + "'pg_collation'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'operator', o.oid::regoperator::text,
                   ARRAY[format_type(o.oprresult, NULL), o.oprcanmerge::text, o.oprcanhash::text, o.oprcode::regprocedure::text,
                         o.oprcom::regoperator::text, o.oprnegate::regoperator::text, o.oprrest::regprocedure::text, o.oprjoin::regprocedure::text]
            FROM pg_operator o JOIN ns ON ns.oid = o.oprnamespace WHERE o.oprcode <> 0
            """ + NotMember + "'pg_operator'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'operator class', ns.name || '.' || quote_ident(o.opcname) || ' using ' || am.amname,
                   ARRAY[format_type(o.opcintype, NULL), o.opcdefault::text, format_type(nullif(o.opckeytype, 0), NULL), f.opfname::text]
            FROM pg_opclass o JOIN ns ON ns.oid = o.opcnamespace JOIN pg_am am ON am.oid = o.opcmethod
            JOIN pg_opfamily f ON f.oid = o.opcfamily WHERE true
            """ + NotMember + "'pg_opclass'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'operator family', ns.name || '.' || quote_ident(o.opfname) || ' using ' || am.amname,
                   ARRAY(SELECT (p.amopstrategy || ' ' || p.amopopr::regoperator || ' ' || p.amoppurpose::text) COLLATE "C"
                         FROM pg_amop p WHERE p.amopfamily = o.oid ORDER BY 1)
                   || ARRAY(SELECT (p.amprocnum || ' ' || p.amproc::regprocedure) COLLATE "C" FROM pg_amproc p WHERE p.amprocfamily = o.oid ORDER BY 1)
            FROM pg_opfamily o JOIN ns ON ns.oid = o.opfnamespace JOIN pg_am am ON am.oid = o.opfmethod WHERE true
            """ + NotMember + "'pg_opfamily'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'cast', format_type(o.castsource, NULL) || ' as ' || format_type(o.casttarget, NULL),
                   ARRAY[o.castfunc::regprocedure::text, o.castcontext::text, o.castmethod::text]
            FROM pg_cast o WHERE o.oid >= 16384
            """ + NotMember + "'pg_cast'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'conversion', ns.name || '.' || quote_ident(o.conname),
                   ARRAY[pg_encoding_to_char(o.conforencoding)::text, pg_encoding_to_char(o.contoencoding)::text,
                         o.conproc::regprocedure::text, o.condefault::text]
            FROM pg_conversion o JOIN ns ON ns.oid = o.connamespace WHERE true
            """ + NotMember + "'pg_conversion'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'text search configuration', ns.name || '.' || quote_ident(o.cfgname),
                   ARRAY[p.prsname::text]
                   || ARRAY(SELECT m.maptokentype || ' ' || m.mapseqno || ' ' || m.mapdict::regdictionary
                            FROM pg_ts_config_map m WHERE m.mapcfg = o.oid ORDER BY m.maptokentype, m.mapseqno)
            FROM pg_ts_config o JOIN ns ON ns.oid = o.cfgnamespace JOIN pg_ts_parser p ON p.oid = o.cfgparser WHERE true
            """ + NotMember + "'pg_ts_config'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'text search dictionary', ns.name || '.' || quote_ident(o.dictname), ARRAY[t.tmplname::text, o.dictinitoption]
            FROM pg_ts_dict o JOIN ns ON ns.oid = o.dictnamespace JOIN pg_ts_template t ON t.oid = o.dicttemplate WHERE true
            """ + NotMember + "'pg_ts_dict'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'text search parser', ns.name || '.' || quote_ident(o.prsname),
                   ARRAY[o.prsstart::text, o.prstoken::text, o.prsend::text, o.prsheadline::text, o.prslextype::text]
            FROM pg_ts_parser o JOIN ns ON ns.oid = o.prsnamespace WHERE true
            """ + NotMember + "'pg_ts_parser'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'text search template', ns.name || '.' || quote_ident(o.tmplname), ARRAY[o.tmplinit::text, o.tmpllexize::text]
            FROM pg_ts_template o JOIN ns ON ns.oid = o.tmplnamespace WHERE true
            """ + NotMember + "'pg_ts_template'::regclass)"),
        new("""
            SELECT 'extension', quote_ident(e.extname), ARRAY[n.nspname::text]
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.oid >= 16384
            """),
        new(FingerprintQuery.Common + """
            SELECT 'language', quote_ident(o.lanname),
                   ARRAY[o.lanpltrusted::text, o.lanplcallfoid::regprocedure::text, o.laninline::regprocedure::text, o.lanvalidator::regprocedure::text]
            FROM pg_language o WHERE o.lanispl AND o.oid >= 16384
            """ + NotMember + "'pg_language'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'transform', format_type(o.trftype, NULL) || ' for ' || l.lanname,
                   ARRAY[o.trffromsql::regprocedure::text, o.trftosql::regprocedure::text]
            FROM pg_transform o JOIN pg_language l ON l.oid = o.trflang WHERE true
            """ + NotMember + "'pg_transform'::regclass)"),
        new(FingerprintQuery.Common + """
            SELECT 'access method', quote_ident(o.amname), ARRAY[o.amtype::text, o.amhandler::text] FROM pg_am o WHERE o.oid >= 16384
            """ + NotMember + "'pg_am'::regclass)"),
    ];
}
