using DrDrills.Backups;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What a restored project consists of, beside its rows.</summary>
/// <param name="Version">As <c>server_version_num</c>.</param>
/// <param name="Objects">Every object with its fingerprint.</param>
/// <param name="Roles">Every role.</param>
/// <param name="OfExtensions">Objects that belong to extensions, as grants name them: <c>routine public.similarity(text, text)</c>.</param>
internal sealed record SupabaseCopy(
    int Version, IReadOnlyList<ManifestObject> Objects, IReadOnlyList<ManifestRole> Roles, IReadOnlySet<string> OfExtensions)
{
    /// <summary>Lists <see cref="OfExtensions"/>.</summary>
    public const string ExtensionMembers = """
        SELECT 'routine ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')'
        FROM pg_depend d JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE d.deptype = 'e'
        UNION ALL
        SELECT CASE c.relkind WHEN 'S' THEN 'sequence ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' ELSE 'table ' END
               || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
        FROM pg_depend d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND d.objid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE d.deptype = 'e'
        UNION ALL
        SELECT 'type ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname)
        FROM pg_depend d JOIN pg_type t ON d.classid = 'pg_type'::regclass AND d.objid = t.oid JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE d.deptype = 'e'
        """;
}
