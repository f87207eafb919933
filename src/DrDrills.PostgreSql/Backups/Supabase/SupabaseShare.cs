namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>How much of a schema a backup of a Supabase project holds.</summary>
internal enum SupabaseShare
{
    /// <summary>Definitions and rows: the project's own.</summary>
    All,

    /// <summary>Rows alone; the platform of a new project defines the tables.</summary>
    Rows,

    /// <summary>Neither.</summary>
    Nothing,
}
