using DrDrills.Drills;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What the scripts say that they hold, as it was read before they were restored: the backup is not opened twice.</summary>
/// <param name="Contents">Held against the restored database.</param>
internal sealed record SupabaseWitness(SupabaseContents Contents) : RestoreWitness;
