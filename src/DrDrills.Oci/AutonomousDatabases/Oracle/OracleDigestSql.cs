using System.Globalization;

namespace DrDrills.Oci.AutonomousDatabases.Oracle;

/// <summary>The SQL that digests a table inside Oracle Database: one row of counts and sums comes out, whatever the table's size.</summary>
/// <remarks>
/// <para>
/// Each value is hashed by SHA-256 (<c>STANDARD_HASH</c>; <c>DBMS_CRYPTO.HASH</c> for LOBs, which the former does not take), each row by the SHA-256
/// of its values' hashes, and the rows' 256 bits are summed as four lanes of 64: independent of the order of rows, sensitive to how often one
/// occurs. The sums are exact for up to 5e18 rows (38 digits). Values are written in formats of their own, so that no session setting matters.
/// </para>
/// <para>
/// NULL is told from every value. Oracle itself stores an empty VARCHAR2 as NULL, so these two are one; an empty LOB is not NULL and is told from it.
/// Numbers are compared by value (1.0 is 1.00), text by its bytes, CHAR with its padding. A row of more than 50 columns is hashed in groups, so that
/// no text is longer than the 4000 bytes of a database with standard string size. Not digested, and said by <see cref="Undigested"/>: LONG, LONG RAW,
/// BFILE, object types, nested tables, vectors. JSON and XML are hashed as the database writes them as text. Virtual columns are not stored. DBMS_CRYPTO has to be
/// granted to the role that asks (ADMIN has it).
/// </para>
/// <para>Taken from the SQL Language Reference and the PL/SQL Packages Reference, 19c; see the room's README for what it was run against.</para>
/// </remarks>
public static class OracleDigestSql
{
    /// <summary>Name and version; a change of any result is a new version.</summary>
    public const string Algorithm = "oracle-row-sha256/v1";

    private const int LongestGroup = 50;
    private const string Hash = "'SHA256'";

    /// <summary>
    /// Every stored column of every table of users, one row each: owner, table, column, type; by name. Temporary tables, nested tables, and what
    /// Oracle maintains itself are left out.
    /// </summary>
    public const string Columns =
        """
        SELECT c.owner, c.table_name, c.column_name, c.data_type
        FROM all_tab_cols c
        JOIN all_tables t ON t.owner = c.owner AND t.table_name = c.table_name
        JOIN all_users u ON u.username = c.owner
        WHERE u.oracle_maintained = 'N' AND t.temporary = 'N' AND t.nested = 'NO' AND t.secondary = 'N' AND t.dropped = 'NO'
          AND (t.iot_type IS NULL OR t.iot_type = 'IOT') AND c.hidden_column = 'NO' AND c.virtual_column = 'NO'
        ORDER BY c.owner, c.table_name, c.column_name
        """;

    /// <summary>Pins what is read to one moment; the first statement of a transaction.</summary>
    public const string OneMoment = "SET TRANSACTION READ ONLY";

    /// <summary>The query of one table: number of rows, then four sums as text.</summary>
    /// <exception cref="ArgumentException">The table has no column that can be digested.</exception>
    public static string Query(OracleTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var values = table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => (Column: column, Bits: BitsOf(column)))
            .Where(pair => pair.Bits is not null)
            .Select(pair => $"CASE WHEN t.{Quoted(pair.Column.Name)} IS NULL THEN 'N' ELSE 'V' || RAWTOHEX({pair.Bits}) END")
            .ToList();
        return values.Count == 0
            ? throw new ArgumentException($"Table {table} has no column that can be digested.", nameof(table))
            : $"SELECT COUNT(*), {Sum(1)}, {Sum(17)}, {Sum(33)}, {Sum(49)} FROM (SELECT /*+ NO_MERGE */ RAWTOHEX({RowHash(values)}) AS h "
                + $"FROM {Quoted(table.Owner)}.{Quoted(table.Name)} t)";
    }

    /// <summary>Columns that the digest of a table does not see.</summary>
    public static IReadOnlyList<OracleColumn> Undigested(OracleTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Columns.Where(column => BitsOf(column) is null)];
    }

    /// <summary>Groups of groups, until one hash is left.</summary>
    private static string RowHash(IReadOnlyList<string> values) => values.Count <= LongestGroup
        ? $"STANDARD_HASH({string.Join(" || ", values)}, {Hash})"
        : RowHash([.. values.Chunk(LongestGroup).Select(group => $"RAWTOHEX({RowHash(group)})")]);

    /// <summary>The SHA-256 of a value that is not NULL; null for a type that is not digested.</summary>
    private static string? BitsOf(OracleColumn column)
    {
        var value = $"t.{Quoted(column.Name)}";
        var type = column.DataType.ToUpperInvariant();
        return type switch
        {
            "CHAR" or "VARCHAR2" or "NCHAR" or "NVARCHAR2" or "RAW" or "BINARY_FLOAT" or "BINARY_DOUBLE" or "BOOLEAN" => Of(value),
            "NUMBER" or "FLOAT" => Of($"TO_CHAR({value}, 'TM9', 'NLS_NUMERIC_CHARACTERS=''.,''')"),
            "DATE" => Of($"TO_CHAR({value}, 'SYYYY-MM-DD\"T\"HH24:MI:SS')"),
            "ROWID" or "UROWID" => Of($"ROWIDTOCHAR({value})"),
            "CLOB" or "NCLOB" or "BLOB" => OfLob(value),
            "JSON" => OfLob($"JSON_SERIALIZE({value} RETURNING CLOB)"),
            "XMLTYPE" => OfLob($"XMLSERIALIZE(CONTENT {value} AS CLOB NO INDENT)"),
            _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) && type.EndsWith("WITH TIME ZONE", StringComparison.Ordinal) =>
                Of($"TO_CHAR({value}, 'SYYYY-MM-DD\"T\"HH24:MI:SS.FF9 TZR TZH:TZM')"),
            _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) && type.EndsWith("WITH LOCAL TIME ZONE", StringComparison.Ordinal) =>
                Of($"TO_CHAR(SYS_EXTRACT_UTC({value}), 'SYYYY-MM-DD\"T\"HH24:MI:SS.FF9')"),
            _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => Of($"TO_CHAR({value}, 'SYYYY-MM-DD\"T\"HH24:MI:SS.FF9')"),
            _ when type.StartsWith("INTERVAL", StringComparison.Ordinal) => Of($"TO_CHAR({value})"),
            _ => null,
        };
    }

    private static string Of(string text) => $"STANDARD_HASH({text}, {Hash})";

    /// <summary>4 is DBMS_CRYPTO.HASH_SH256, which SQL cannot name; an empty LOB has a mark of its own, as the package may refuse it.</summary>
    private static string OfLob(string lob) =>
        $"CASE WHEN DBMS_LOB.GETLENGTH({lob}) = 0 THEN HEXTORAW('00') ELSE DBMS_CRYPTO.HASH({lob}, 4) END";

    private static string Sum(int from) => string.Create(
        CultureInfo.InvariantCulture, $"TO_CHAR(NVL(SUM(TO_NUMBER(SUBSTR(h, {from}, 16), 'XXXXXXXXXXXXXXXX')), 0), 'TM9')");

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
