namespace DrDrills.PostgreSql.Verifications;

/// <summary>Tells what a verification may evaluate from what would run code that came with the backup.</summary>
/// <remarks>
/// Verifications connect as administrator, and a backup is untrusted: expressions that call a function, operator or type of the restored
/// database (rather than PostgreSQL's own or an installed extension's) are left alone, and said to be. Switching to another role
/// would be no protection, since such a function can switch back.
/// </remarks>
internal static class ForeignCode
{
    /// <summary>
    /// <c>foreign_code</c>: object (classid, objid) pairs among constraints, column defaults and indexes whose expressions reach code of
    /// the restored database; to be put after <c>WITH</c>.
    /// </summary>
    public const string Sql = """
        foreign_code AS (
            SELECT DISTINCT d.classid, d.objid FROM pg_depend d
            WHERE d.classid IN ('pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_class'::regclass)
              AND d.refobjid >= 16384
              AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass, 'pg_cast'::regclass)
              AND NOT EXISTS (SELECT FROM pg_depend e
                              WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')),
        foreign_domain AS (
            SELECT c.contypid AS oid FROM pg_constraint c
            JOIN foreign_code f ON f.classid = 'pg_constraint'::regclass AND f.objid = c.oid WHERE c.contypid <> 0),
        foreign_table AS (
            SELECT c.conrelid AS oid FROM pg_constraint c
            JOIN foreign_code f ON f.classid = 'pg_constraint'::regclass AND f.objid = c.oid WHERE c.conrelid <> 0
            UNION SELECT a.adrelid FROM pg_attrdef a
            JOIN foreign_code f ON f.classid = 'pg_attrdef'::regclass AND f.objid = a.oid
            JOIN pg_attribute g ON g.attrelid = a.adrelid AND g.attnum = a.adnum AND g.attgenerated <> ''
            UNION SELECT i.indrelid FROM pg_index i JOIN foreign_code f ON f.classid = 'pg_class'::regclass AND f.objid = i.indexrelid
            UNION SELECT f.objid FROM foreign_code f WHERE f.classid = 'pg_class'::regclass
            UNION SELECT a.attrelid FROM pg_attribute a JOIN foreign_domain d ON d.oid = a.atttypid)
        """;
}
