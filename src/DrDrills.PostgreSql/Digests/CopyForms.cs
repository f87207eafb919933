namespace DrDrills.PostgreSql.Digests;

/// <summary>Decides which types may be compared by what they send in binary, and how each is asked for.</summary>
/// <remarks>
/// <para>
/// A binary form is used only where the server's own send function is known to write the value and nothing else; the function decides, so
/// that domains, and types such as <c>citext</c> which send themselves as text, need no list of their own. Enums send their label.
/// </para>
/// <para>
/// Left out, and compared by text: the types that are an object's OID (<c>regclass</c> and its kin), composite types and arrays (they
/// send OIDs of types; an array also sends whether it ever held a NULL, which a dump forgets), geometric types (floats inside), types
/// that send nothing, and all types that are not the server's own. <c>real</c> and <c>double precision</c> know several NaNs (the sign
/// of <c>inf - inf</c> is the processor's); a dump knows one.
/// </para>
/// <para>
/// Text means a row constructor's text, which the type's output function writes as it does for a dump, and which tells NULL from empty.
/// Not a cast to <c>text</c>: those of <c>xml</c> and <c>char(n)</c> give another text, and anybody may define one.
/// </para>
/// </remarks>
internal static class CopyForms
{
    private static readonly HashSet<string> _plain =
    [
        "bit_send", "boolsend", "bpcharsend", "byteasend", "cash_send", "charsend", "cidr_send", "date_send", "enum_send", "inet_send",
        "int2send", "int4send", "int8send", "interval_send", "json_send", "jsonb_send", "jsonpath_send", "macaddr_send", "macaddr8_send",
        "namesend", "numeric_send", "oidsend", "pg_lsn_send", "textsend", "time_send", "timestamp_send", "timestamptz_send", "timetz_send",
        "tsquerysend", "tsvectorsend", "uuid_send", "varbit_send", "varcharsend", "xid8send", "xidsend", "xml_send",
    ];

    /// <summary>
    /// SQL over <c>pg_attribute a</c>: the name of the server's own function that sends the column's type; for a range or multirange,
    /// a colon and the name of the one that sends its bounds; empty where there is none.
    /// </summary>
    public const string SenderSql = """
        (SELECT coalesce(se.prosrc || coalesce(':' || (
                    SELECT bound.prosrc FROM pg_range r JOIN pg_type sub ON sub.oid = r.rngsubtype
                    JOIN pg_proc bound ON bound.oid = sub.typsend AND bound.prolang = 12
                    WHERE ty.oid IN (r.rngtypid, r.rngmultitypid)), ''), '')
         FROM pg_type ty LEFT JOIN pg_proc se ON se.oid = ty.typsend AND se.prolang = 12 WHERE ty.oid = a.atttypid)
        """;

    /// <summary>The form of a column whose <see cref="SenderSql"/> is <paramref name="sender"/>.</summary>
    public static CopyForm Of(string sender) => sender.Split(':') switch
    {
        ["float4send"] => CopyForm.SentFloat4,
        ["float8send"] => CopyForm.SentFloat8,
        ["range_send" or "multirange_send", var bound] when _plain.Contains(bound) => CopyForm.Sent,
        [var own] when _plain.Contains(own) => CopyForm.Sent,
        _ => CopyForm.Written,
    };
}
