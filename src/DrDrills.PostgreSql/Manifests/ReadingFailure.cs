using System.Data.Common;

namespace DrDrills.PostgreSql.Manifests;

/// <summary>What to do about an error that a server gave while a whole database was read.</summary>
internal static class ReadingFailure
{
    /// <param name="error">What it gave.</param>
    /// <param name="otherwise">What is said where its kind tells no more.</param>
    public static string HintOf(Exception error, string otherwise) => (error as DbException)?.SqlState switch
    {
        "42883" or "42704" or "42P01" =>
            "does an index run a function that names things without their schema, as earthdistance's do? pg_restore would not restore such a dump either: "
            + "give the function a search path of its own (ALTER FUNCTION … SET search_path).",
        "55P03" => "another session held a lock on a table for a minute (pg_locks, pg_blocking_pids): did a migration run? Do it again when that is done.",
        _ => otherwise,
    };
}
