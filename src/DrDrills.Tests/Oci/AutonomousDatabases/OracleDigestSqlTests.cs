using DrDrills.Oci.AutonomousDatabases.Oracle;
using NUnit.Framework;

namespace DrDrills.Tests.Oci.AutonomousDatabases;

/// <summary>The SQL as text; no Oracle Database is within reach of these tests.</summary>
public sealed class OracleDigestSqlTests
{
    [Test]
    public void A_table_is_digested_by_the_sums_of_its_rows_hashes()
    {
        var sql = OracleDigestSql.Query(new OracleTable("CATALOG", "PRODUCTS", [new("SKU", "VARCHAR2"), new("PRICE", "NUMBER")]));

        Assert.That(sql, Is.EqualTo(
            "SELECT COUNT(*), " + Sum(1) + ", " + Sum(17) + ", " + Sum(33) + ", " + Sum(49)
            + " FROM (SELECT /*+ NO_MERGE */ RAWTOHEX(STANDARD_HASH("
            + "CASE WHEN t.\"PRICE\" IS NULL THEN 'N' ELSE 'V' || RAWTOHEX(STANDARD_HASH(TO_CHAR(t.\"PRICE\", 'TM9', 'NLS_NUMERIC_CHARACTERS=''.,'''), 'SHA256')) END"
            + " || CASE WHEN t.\"SKU\" IS NULL THEN 'N' ELSE 'V' || RAWTOHEX(STANDARD_HASH(t.\"SKU\", 'SHA256')) END"
            + ", 'SHA256')) AS h FROM \"CATALOG\".\"PRODUCTS\" t)"));
    }

    [TestCase("CHAR", "STANDARD_HASH(t.\"C\", 'SHA256')")]
    [TestCase("RAW", "STANDARD_HASH(t.\"C\", 'SHA256')")]
    [TestCase("BINARY_DOUBLE", "STANDARD_HASH(t.\"C\", 'SHA256')")]
    [TestCase("DATE", "TO_CHAR(t.\"C\", 'SYYYY-MM-DD\"T\"HH24:MI:SS')")]
    [TestCase("TIMESTAMP(6)", "TO_CHAR(t.\"C\", 'SYYYY-MM-DD\"T\"HH24:MI:SS.FF9')")]
    [TestCase("TIMESTAMP(6) WITH TIME ZONE", "FF9 TZR TZH:TZM')")]
    [TestCase("TIMESTAMP(6) WITH LOCAL TIME ZONE", "SYS_EXTRACT_UTC(t.\"C\")")]
    [TestCase("INTERVAL DAY(2) TO SECOND(6)", "STANDARD_HASH(TO_CHAR(t.\"C\"), 'SHA256')")]
    [TestCase("CLOB", "DBMS_CRYPTO.HASH(t.\"C\", 4)")]
    [TestCase("BLOB", "DBMS_LOB.GETLENGTH(t.\"C\") = 0")]
    [TestCase("JSON", "DBMS_CRYPTO.HASH(JSON_SERIALIZE(t.\"C\" RETURNING CLOB), 4)")]
    [TestCase("XMLTYPE", "XMLSERIALIZE(CONTENT t.\"C\" AS CLOB NO INDENT)")]
    public void Each_type_is_hashed_in_a_form_of_its_own(string type, string expected) =>
        Assert.That(OracleDigestSql.Query(new OracleTable("S", "T", [new("C", type)])), Does.Contain(expected));

    [TestCase("LONG")]
    [TestCase("BFILE")]
    [TestCase("VECTOR")]
    [TestCase("SDO_GEOMETRY")]
    public void A_type_that_is_not_digested_is_said(string type)
    {
        var table = new OracleTable("S", "T", [new("ID", "NUMBER"), new("C", type)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(OracleDigestSql.Undigested(table), Is.EqualTo(new[] { new OracleColumn("C", type) }));
            Assert.That(OracleDigestSql.Query(table), Does.Not.Contain("\"C\""));
            Assert.That(() => OracleDigestSql.Query(new OracleTable("S", "T", [new("C", type)])), Throws.ArgumentException);
        }
    }

    [Test]
    public void Null_is_marked_otherwise_than_any_value() => Assert.That(
        OracleDigestSql.Query(new OracleTable("S", "T", [new("C", "CLOB")])), Does.Contain("CASE WHEN t.\"C\" IS NULL THEN 'N' ELSE 'V' ||"));

    [Test]
    public void A_quote_in_a_name_cannot_end_it() => Assert.That(
        OracleDigestSql.Query(new OracleTable("S", "A\"; DROP", [new("C", "NUMBER")])), Does.EndWith("FROM \"S\".\"A\"\"; DROP\" t)"));

    [Test]
    public void The_order_in_which_the_dictionary_names_columns_does_not_matter()
    {
        OracleColumn[] columns = [new("B", "NUMBER"), new("A", "DATE")];

        Assert.That(
            OracleDigestSql.Query(new OracleTable("S", "T", columns)), Is.EqualTo(OracleDigestSql.Query(new OracleTable("S", "T", [.. columns.Reverse()]))));
    }

    [Test]
    public void No_text_of_a_wide_row_is_longer_than_4000_bytes()
    {
        var wide = new OracleTable("S", "T", [.. Enumerable.Range(1, 1000).Select(i => new OracleColumn($"C{i:0000}", "NUMBER"))]);

        var sql = OracleDigestSql.Query(wide);

        // 50 values of at most 65 characters, and 20 groups of 64.
        Assert.That(sql.Split("RAWTOHEX(STANDARD_HASH(CASE"), Has.Length.EqualTo(20 + 1));
        Assert.That(sql.Split("|| CASE"), Has.Length.EqualTo(1000 - 20 + 1));
    }

    private static string Sum(int from) => $"TO_CHAR(NVL(SUM(TO_NUMBER(SUBSTR(h, {from}, 16), 'XXXXXXXXXXXXXXXX')), 0), 'TM9')";
}
