namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What a script of a Supabase backup holds, in the order in which they are restored.</summary>
public enum SupabaseScriptKind
{
    /// <summary>The project's own roles: <c>supabase db dump --role-only</c>.</summary>
    Roles,

    /// <summary>The definitions of the project's own schemas: <c>supabase db dump</c>.</summary>
    Schema,

    /// <summary>The project's own triggers and policies on the platform's tables: <c>supabase db diff --schema auth,storage</c>.</summary>
    Changes,

    /// <summary>The rows: <c>supabase db dump --data-only</c>, with COPY or with INSERT.</summary>
    Data,
}
