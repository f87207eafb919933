using NUnit.Framework;

namespace DrDrills.Tests.BharatMart;

/// <summary>What the schema must keep having, so that drills over it mean something: a question to the server, its answer.</summary>
internal static class SchemaQuestions
{
    private const string Ours = "IN ('catalog', 'identity', 'ops', 'sales')";

    public static IEnumerable<TestCaseData> All()
    {
        yield return Case("relations", "IScimprv", $"""
            SELECT string_agg(DISTINCT relkind::text, '' ORDER BY relkind::text) FROM pg_class WHERE
            relnamespace::regnamespace::text {Ours}
            """);
        yield return Case("index methods", "brin btree gin gist hash", $"""
            SELECT string_agg(DISTINCT amname, ' ' ORDER BY amname) FROM pg_class JOIN pg_am ON pg_am.oid = relam
            WHERE relkind = 'i' AND relnamespace::regnamespace::text {Ours}
            """);
        yield return Case("partitioning", "hlr", """
            SELECT string_agg(DISTINCT partstrat::text, '') FROM pg_partitioned_table
            """);
        yield return Case("constraints", "cfptux", $"""
            SELECT string_agg(DISTINCT contype::text, '') FROM pg_constraint WHERE
            connamespace::regnamespace::text {Ours} AND contype <> 'n'
            """);
        yield return Case("not validated", "delivery_slots_warehouse_fkey phone_form", """
            SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE NOT convalidated
            """);
        yield return Case("trigger modes", "ADO", """
            SELECT string_agg(DISTINCT tgenabled::text, '') FROM pg_trigger WHERE NOT tgisinternal
            """);
        yield return Case("forced row security", "payment_methods", """
            SELECT string_agg(relname, ' ') FROM pg_class WHERE relforcerowsecurity
            """);
        yield return Case("extensions, all trusted", "btree_gist citext pg_trgm plpgsql", """
            SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension AS e JOIN
            pg_available_extension_versions AS v ON v.name = extname AND v.version = extversion WHERE trusted
            """);
        yield return Case("large objects and their owner", "bharatmart_app 3", """
            SELECT DISTINCT lomowner::regrole::text || ' ' || (SELECT count(*) FROM pg_largeobject_metadata WHERE
            lomacl IS NOT NULL) FROM pg_largeobject_metadata
            """);
        yield return Case("nothing owned by the superuser", "0", $"""
            SELECT count(*)::text FROM pg_class WHERE relnamespace::regnamespace::text {Ours} AND relowner <>
            'bharatmart_owner'::regrole
            """);
        yield return Case("rows that are equal", "true", """
            SELECT (count(*) > count(DISTINCT v::text))::text FROM ops.page_views AS v
            """);
        yield return Case("an empty table", "0", """
            SELECT count(*)::text FROM ops.dead_letters
            """);
        yield return Case("lines without an order", "0", """
            SELECT count(*)::text FROM sales.order_items WHERE order_id NOT IN (SELECT id FROM sales.orders)
            """);
        yield return Case("null, empty and the word", @"[] [\N] null [NULL]", """
            SELECT string_agg(coalesce('[' || value || ']', 'null'), ' ' ORDER BY key) FROM ops.settings WHERE
            key LIKE 'banner.%'
            """);
        yield return Case("orders outside the months", "0", """
            SELECT count(*)::text FROM sales.orders_other
            """);
    }

    private static TestCaseData Case(string what, string answer, string question) =>
        new TestCaseData(question, answer).SetArgDisplayNames(what);
}
