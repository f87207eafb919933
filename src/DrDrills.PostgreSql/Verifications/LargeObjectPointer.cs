using System.Globalization;
using DrDrills.PostgreSql.Digests;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Verifications;

/// <summary>A column whose values may name large objects: of type <c>lo</c> (extension <c>lo</c>), which is for nothing else, or of type <c>oid</c>.</summary>
/// <param name="Column">As findings name it.</param>
/// <param name="IsCertain">Whether it is of type <c>lo</c>.</param>
/// <param name="Values">Values that name something.</param>
/// <param name="Dangling">Of those, values that name no large object.</param>
internal sealed record LargeObjectPointer(string Column, bool IsCertain, long Values, long Dangling)
{
    private const string ListSql = """
        SELECT n.nspname || '.' || c.relname || '.' || a.attname, a.atttypid <> 'oid'::regtype,
               format('SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM pg_largeobject_metadata m WHERE m.oid = t.%I)) '
                      || 'FROM ONLY %I.%I AS t WHERE t.%I <> 0', a.attname, n.nspname, c.relname, a.attname)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_type lo ON lo.oid = a.atttypid AND lo.typbasetype = 'oid'::regtype AND lo.typname = 'lo'
        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped
          AND (a.atttypid = 'oid'::regtype OR lo.oid IS NOT NULL)
          AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
        ORDER BY 1
        """;

    /// <summary>What is wrong with it, or null.</summary>
    public Finding? Finding => Dangling == 0 ? null : new Finding
    {
        Code = IsCertain ? "DRF346" : "DRF347",
        Subject = $"column {Column}",
        Expected = IsCertain ? "every value names a large object" : "values that name large objects, if the column is meant to",
        Observed = string.Create(CultureInfo.InvariantCulture, $"{Dangling} of {Values} values name none"),
        Statement = IsCertain
            ? "Large objects that the rows refer to are missing; was the dump taken of some schemas or tables only, or without large objects?"
            : "If the column refers to large objects, they are missing.",
        Severity = IsCertain ? FindingSeverity.Error : FindingSeverity.Note,
    };

    public static async Task<List<LargeObjectPointer>> ReadAllAsync(PinnedSession session, CancellationToken cancellationToken)
    {
        var pointers = new List<LargeObjectPointer>();
        var columns = await session.ReadAsync(
            ListSql, row => (Name: row.GetString(0), IsCertain: row.GetBoolean(1), Sql: row.GetString(2)), cancellationToken).ConfigureAwait(false);
        foreach (var (name, isCertain, sql) in columns)
        {
            var counted = await session.ReadAsync(sql, row => (Values: row.GetInt64(0), Dangling: row.GetInt64(1)), cancellationToken)
                .ConfigureAwait(false);
            pointers.Add(new LargeObjectPointer(name, isCertain, counted[0].Values, counted[0].Dangling));
        }

        return pointers;
    }
}
