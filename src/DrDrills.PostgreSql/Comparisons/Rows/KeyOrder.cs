namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Whether the order that a server keeps a column in can be followed on the bytes that it sends.</summary>
internal enum KeyOrder
{
    /// <summary>No: text under a language's collation, numbers of any length, arrays.</summary>
    None,

    /// <summary>As the bytes.</summary>
    Bytes,

    /// <summary>As the bytes, but the first one carries a sign: integers in network order, and the dates and times made of them.</summary>
    Signed,
}
