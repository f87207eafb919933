using System.Data.Common;

namespace DrDrills.PostgreSql.Comparisons.Rows;

/// <summary>Tells errors that keep one table from being looked at from those that end the whole comparison.</summary>
internal static class RefusedTable
{
    /// <summary>
    /// A right that is missing or a policy that would hide rows (42501), a lock that somebody holds (55P03), a table dropped meanwhile
    /// (42P01), text that has no counterpart in UTF-8 (22P05), a row too long for a copy (54000).
    /// </summary>
    public static bool Is(DbException e) => e.SqlState is "42501" or "55P03" or "42P01" or "22P05" or "54000";
}
