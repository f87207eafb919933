using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>The formats of backups of a Supabase project.</summary>
public static class SupabaseFormat
{
    /// <summary>The scripts that <c>supabase db dump</c> writes: roles, schema, data.</summary>
    public static BackupFormat Scripts { get; } = new("supabase scripts");

    /// <summary>The file that the platform itself writes every day (<c>db_cluster-….backup.gz</c>): all of a project's server, by pg_dumpall.</summary>
    public static BackupFormat Daily { get; } = new("supabase daily backup");
}
