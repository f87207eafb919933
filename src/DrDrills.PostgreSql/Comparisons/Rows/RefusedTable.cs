using System.Data.Common;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Tells errors that keep one table from being looked at from those that end the whole comparison.</summary>
internal static class RefusedTable
{
    /// <summary>
    /// All but what ends a session or keeps others from being opened (connection exceptions, class 08; too many connections, 53300; the server
    /// shuts down, class 57 without a cancelled statement, 57014) and what only follows from another error (class 25). So a right that is
    /// missing (42501), a lock that somebody holds (55P03), a table dropped meanwhile (42P01), text that has no counterpart in UTF-8 (22P05), a
    /// label that the catalogue lacks (22P03), a row too long for a copy (54000), a statement that a standby's replay cancelled (40001).
    /// </summary>
    public static bool Is(DbException e) =>
        e.SqlState is "57014" || (e.SqlState is { Length: 5 } state and not "53300" && state[..2] is not ("08" or "25" or "57"));
}
