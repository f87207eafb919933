namespace DrDrills.Tests.PostgreSql.Verifications;

/// <summary>Damage below SQL, done by SQL: what a failing disk does.</summary>
internal static class DamagedStorageSql
{
    /// <summary>Overwrites the header of a table's first page in its file; the page must not have been read yet.</summary>
    public static string BreakFirstPage(string table) => $"""
        SELECT lo_from_bytea(
            990001, overlay(pg_read_binary_file(pg_relation_filepath('{table}')) PLACING '\xffffffffffffffffffffffffffffffff'::bytea FROM 9));
        SELECT lo_export(990001, pg_relation_filepath('{table}'));
        SELECT lo_unlink(990001);
        """;

    /// <summary>As <see cref="BreakFirstPage"/>, without a large object's help, which would read the pages of large objects.</summary>
    public static string BreakFirstPageFromOutside(string table) => $"""
        DO $$ BEGIN
            EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', 'cat > /dev/null; dd if=/dev/zero bs=1 seek=8 count=16 conv=notrunc status=none of='
                           || pg_relation_filepath('{table}'));
        END $$
        """;

    /// <summary>Makes an index miss a row of its table.</summary>
    public static string HideRowFrom(string index, string insert) => $"""
        UPDATE pg_index SET indisready = false WHERE indexrelid = '{index}'::regclass;
        {insert};
        UPDATE pg_index SET indisready = true WHERE indexrelid = '{index}'::regclass;
        """;
}
