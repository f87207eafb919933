namespace DrDrills.PostgreSql.Manifests.Fingerprints;

/// <summary>Schemas, tables, columns, constraints, indexes, sequences, views, partitions, statistics.</summary>
/// <remarks>Tablespaces are left out: they belong to the server. Invalid indexes are: no dump carries them.</remarks>
internal static class RelationQueries
{
    public static IReadOnlyList<FingerprintQuery> All { get; } =
    [
        new(FingerprintQuery.Common + """
            SELECT 'schema', ns.name, ARRAY['schema'] FROM ns
            WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_namespace'::regclass AND m.objid = ns.oid)
            """),
        new(FingerprintQuery.Common + """
            SELECT CASE rel.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END, rel.name,
                   ARRAY[rel.relkind::text, rel.relpersistence::text, pg_get_partkeydef(rel.oid), rel.relreplident::text,
                         (SELECT string_agg(o, ',' ORDER BY o COLLATE "C") FROM unnest(rel.reloptions) o),
                         (SELECT string_agg(o, ',' ORDER BY o COLLATE "C")
                          FROM pg_class toast, unnest(toast.reloptions) o WHERE toast.oid = rel.reltoastrelid),
                         (SELECT amname::text FROM pg_am WHERE oid = rel.relam),
                         CASE WHEN rel.reloftype <> 0 THEN format_type(rel.reloftype, NULL) END,
                         (SELECT s.srvname || ' ' || coalesce((SELECT string_agg(o, ',' ORDER BY o COLLATE "C") FROM unnest(f.ftoptions) o), '')
                          FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = rel.oid)]
            FROM rel WHERE rel.relkind IN ('r', 'p', 'f')
            """),
        new(FingerprintQuery.Common + """
            SELECT 'inheritance', rel.name,
                   ARRAY[pg_get_expr(rel.relpartbound, rel.oid)]
                   || ARRAY(SELECT pn.nspname || '.' || p.relname FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                            JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = rel.oid ORDER BY i.inhseqno)::text[]
            FROM rel WHERE rel.relkind IN ('r', 'p', 'f', 'I', 'i')
              AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = rel.oid)
            """),
        // The order of columns counts, except in children of other tables, where a restore may sort inherited columns to the front.
        // PostgreSQL 15.20 writes pg_attver on every column: another value in every database, in no dump, and no statement sets it.
        new(FingerprintQuery.Common + """
            SELECT 'column', rel.name || '.' || quote_ident(a.attname),
                   ARRAY[format_type(a.atttypid, a.atttypmod), a.attnotnull::text, a.attidentity::text, a.attgenerated::text,
                         CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END, a.attcompression::text,
                         nullif(coalesce(a.attstattarget, -1), -1)::text,
                         CASE WHEN a.attcollation <> t.typcollation THEN
                              (SELECT cn.nspname || '.' || l.collname FROM pg_collation l JOIN pg_namespace cn ON cn.oid = l.collnamespace
                               WHERE l.oid = a.attcollation) END,
                         (SELECT string_agg(o, ',' ORDER BY o COLLATE "C") FROM unnest(a.attoptions) o
                          WHERE split_part(o, '=', 1) <> 'pg_attver'),
                         (SELECT string_agg(o, ',' ORDER BY o COLLATE "C") FROM unnest(a.attfdwoptions) o),
                         CASE WHEN NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = rel.oid) THEN
                              (SELECT count(*) FROM pg_attribute b
                               WHERE b.attrelid = a.attrelid AND b.attnum > 0 AND b.attnum <= a.attnum AND NOT b.attisdropped)::text END]
            FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid JOIN pg_type t ON t.oid = a.atttypid
            WHERE rel.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
            """),
        new(FingerprintQuery.Common + """
            SELECT 'default', rel.name || '.' || quote_ident(a.attname), ARRAY[a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid)]
            FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid AND NOT a.attisdropped
            JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            """),
        // Foreign keys that partitions inherit are made anew by the restore and may be named otherwise. Not-null lives in the column, but for
        // what PostgreSQL 18 and newer may say of it beside that.
        new(FingerprintQuery.Common + """
            SELECT 'constraint', rel.name || '.' || quote_ident(c.conname),
                   ARRAY[c.contype::text, pg_get_constraintdef(c.oid), c.convalidated::text, c.condeferrable::text, c.condeferred::text,
                         to_jsonb(c)->>'conenforced']
            FROM rel JOIN pg_constraint c ON c.conrelid = rel.oid
            WHERE (c.contype IN ('c', 'f', 'p', 'u', 'x') AND NOT (c.contype = 'f' AND c.conparentid <> 0))
               OR (c.contype = 'n' AND (NOT c.convalidated OR c.connoinherit))
            """),
        new(FingerprintQuery.Common + """
            SELECT 'index', rel.name,
                   ARRAY[pg_get_indexdef(i.indexrelid), i.indisreplident::text, i.indisclustered::text, (i.indisvalid OR whole.is)::text,
                         (SELECT string_agg(a.attnum || '=' || a.attstattarget, ',' ORDER BY a.attnum) FROM pg_attribute a
                          WHERE a.attrelid = i.indexrelid AND coalesce(a.attstattarget, -1) >= 0)]
            FROM rel JOIN pg_index i ON i.indexrelid = rel.oid
            -- Of a partitioned table it may be called invalid though each partition has its part: where the last one without it is gone. Restored it is valid.
            CROSS JOIN LATERAL (SELECT rel.relkind = 'I' AND NOT EXISTS (
                SELECT FROM pg_inherits t WHERE t.inhparent = i.indrelid AND NOT EXISTS (
                    SELECT FROM pg_inherits p JOIN pg_index part ON part.indexrelid = p.inhrelid
                    WHERE p.inhparent = i.indexrelid AND part.indrelid = t.inhrelid AND part.indisvalid)) AS is) whole
            WHERE (i.indisvalid OR rel.relkind = 'I')
              AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_class'::regclass AND m.objid = i.indrelid)
            """),
        new(FingerprintQuery.Common + """
            SELECT 'sequence', rel.name,
                   ARRAY[format_type(s.seqtypid, NULL), s.seqstart::text, s.seqincrement::text, s.seqmax::text, s.seqmin::text,
                         s.seqcache::text, s.seqcycle::text, rel.relpersistence::text,
                         (SELECT d.deptype::text || ' ' || tn.nspname || '.' || t.relname || '.' || a.attname
                          FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
                          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                          WHERE d.classid = 'pg_class'::regclass AND d.objid = rel.oid AND d.refclassid = 'pg_class'::regclass
                            AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0 LIMIT 1)]
            FROM rel JOIN pg_sequence s ON s.seqrelid = rel.oid
            """),
        new(FingerprintQuery.Common + """
            SELECT CASE rel.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, rel.name,
                   ARRAY[pg_get_viewdef(rel.oid), rel.relispopulated::text,
                         (SELECT string_agg(o, ',' ORDER BY o COLLATE "C") FROM unnest(rel.reloptions) o),
                         CASE rel.relkind WHEN 'm' THEN (SELECT amname::text FROM pg_am WHERE oid = rel.relam) END,
                         (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                                            || CASE WHEN coalesce(a.attstattarget, -1) >= 0 THEN ' statistics ' || a.attstattarget ELSE '' END,
                                            ', ' ORDER BY a.attnum)
                          FROM pg_attribute a WHERE a.attrelid = rel.oid AND a.attnum > 0 AND NOT a.attisdropped)]
            FROM rel WHERE rel.relkind IN ('v', 'm')
            """),
        new(FingerprintQuery.Common + """
            SELECT 'statistics', ns.name || '.' || quote_ident(s.stxname),
                   ARRAY[pg_get_statisticsobjdef(s.oid), nullif(coalesce(s.stxstattarget, -1), -1)::text]
            FROM pg_statistic_ext s JOIN ns ON ns.oid = s.stxnamespace
            """),
    ];
}
