namespace DrDrills.PostgreSql.Backups;

/// <summary>The names inside a backup's folder.</summary>
public static class BackupLayout
{
    /// <summary>What the backup must contain; written last, so that a folder without it is not a finished capture.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>pg_dump, custom format.</summary>
    public const string CustomDump = "data.dump";

    /// <summary>pg_dump, directory format.</summary>
    public const string DirectoryDump = "data";

    /// <summary>pg_dump, tar format.</summary>
    public const string TarDump = "data.tar";

    /// <summary>pg_dump, plain SQL.</summary>
    public const string PlainDump = "data.sql";

    /// <summary>Data directory of a base backup.</summary>
    public const string Base = "base";

    /// <summary>Which files of a base backup hold which table.</summary>
    public const string Relations = "relations.json";

    /// <summary>Start of the name of a folder that a capture is still writing; never listed as a backup.</summary>
    public const string PendingPrefix = ".pending-";

    /// <summary>Whether a folder or file is a capture that never finished.</summary>
    public static bool IsPending(string name) => name.StartsWith(PendingPrefix, StringComparison.Ordinal);
}
