using System.Data.Common;

namespace DrDrills.PostgreSql.Digests;

/// <summary>Tells errors that mean "the stored data is damaged" (a finding) from those that mean "we could not look".</summary>
internal static class DamagedStorage
{
    /// <summary>
    /// Class XX (internal error, data corrupted, index corrupted), a missing file of a table (58P01), a failed read (58030), text that
    /// is not valid in the database's encoding (22021).
    /// </summary>
    public static bool Is(DbException e) =>
        e.SqlState is { } state
        && (state.StartsWith("XX", StringComparison.Ordinal) || state is "58P01" or "58030" or "22021");

    /// <summary>The server's words without values: its messages of this kind name blocks, files and relations.</summary>
    public static string Describe(DbException e) => $"error {e.SqlState} ({e.Message.Split('\n')[0].TrimEnd()})";
}
