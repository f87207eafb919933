namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>One entry of a pg_dump archive's table of contents.</summary>
/// <param name="DumpId">Its number within the archive; error messages name it.</param>
/// <param name="Kind">TABLE, TABLE DATA, ACL, EXTENSION …</param>
/// <param name="Rest">Schema (or -), name and owner, as listed.</param>
/// <param name="Line">The listed line; a list of such lines chooses what is restored.</param>
internal sealed record ArchiveEntry(int DumpId, string Kind, string Rest, string Line)
{
    /// <summary>What a person would call it.</summary>
    public string Title => $"{Kind} {Rest.TrimEnd()}";

    public bool IsTableData => Kind is "TABLE DATA";

    /// <summary>Whether its content lies outside the table of contents.</summary>
    public bool HasRows => Kind is "TABLE DATA" or "BLOBS" or "LARGE OBJECTS";

    /// <summary>Whether it belongs to the database itself, which <c>pg_restore</c> leaves alone unless told <c>--create</c>.</summary>
    public bool IsOfDatabase =>
        Kind is "DATABASE" or "DATABASE PROPERTIES" || Rest.StartsWith("- DATABASE ", StringComparison.Ordinal);
}
