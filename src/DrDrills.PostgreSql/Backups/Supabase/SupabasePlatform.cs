using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.Scripts;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>What a new hosted project has before anything is restored into it, as far as backups lean on it.</summary>
/// <remarks>Facts as the platform publishes them (its database image, the CLI's lists of what it leaves out), read in 2026.</remarks>
internal static class SupabasePlatform
{
    /// <summary>The role that the project's own objects belong to; no superuser there.</summary>
    public const string Owner = "postgres";

    /// <summary>The platform's superuser, whom no project may act as.</summary>
    public const string Admin = "supabase_admin";

    /// <summary>Rows of these schemas are in no data script, and their definitions in no schema script.</summary>
    private static readonly string[] _leftOut =
    [
        "graphql", "graphql_public", "pgsodium", "pgsodium_masks", "pgtle", "repack", "tiger", "tiger_data", "topology", "vault", "etl", "extensions",
        "pgbouncer", "realtime", "supabase_migrations", "_analytics", "_realtime", "_supavisor",
    ];

    /// <summary>Rows of these schemas are in the data script, but their definitions in no schema script.</summary>
    private static readonly string[] _rowsOnly = ["auth", "storage", "supabase_functions", "cron", "dbdev", "net", "pgmq"];

    /// <summary>The platform keeps these names for itself.</summary>
    private static readonly string[] _rolePrefixes = ["supabase_", "pgsodium_key", "pgtle_", "cli_login_"];

    /// <summary>Tables that the CLI leaves out of the data: the platform's own account of what it set up.</summary>
    private static readonly (string Schema, string Name)[] _ownAccounts =
        [("auth", "schema_migrations"), ("storage", "migrations"), ("supabase_functions", "migrations")];

    /// <summary>Triggers that the platform puts on its own tables.</summary>
    public static IReadOnlySet<string> Triggers { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "storage.objects.update_objects_updated_at", "storage.objects.objects_insert_create_prefix", "storage.objects.objects_update_create_prefix",
        "storage.objects.objects_delete_delete_prefix", "storage.objects.protect_objects_delete", "storage.prefixes.prefixes_create_hierarchy",
        "storage.prefixes.prefixes_delete_hierarchy", "storage.buckets.enforce_bucket_name_length_trigger", "storage.buckets.protect_buckets_delete",
        "realtime.subscription.tr_check_filters",
    };

    /// <summary>Event triggers that the platform has.</summary>
    public static IReadOnlySet<string> EventTriggers { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "issue_graphql_placeholder", "issue_pg_cron_access", "issue_pg_graphql_access", "issue_pg_net_access", "pgrst_ddl_watch", "pgrst_drop_watch",
    };

    /// <summary>Extensions that only the platform's schemas need, by the schema whose proof is lost where the target lacks them.</summary>
    public static IReadOnlyDictionary<string, string> Extensions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["pg_graphql"] = "graphql",
        ["supabase_vault"] = "vault",
        ["pgsodium"] = "pgsodium",
        ["pg_net"] = "net",
        ["pg_cron"] = "cron",
        ["pgjwt"] = "extensions",
        ["pg_stat_statements"] = "extensions",
        ["pg_tle"] = "pgtle",
        ["pgmq"] = "pgmq",
    };

    /// <summary>Roles that every project has and hardly anything else: a server with all of them is a project's.</summary>
    public static IReadOnlyList<string> Marks { get; } = [Admin, "supabase_auth_admin", "authenticator", "anon", "service_role"];

    /// <summary>Tables that every project has, by the schema that would not be whole without them.</summary>
    public static IReadOnlyList<(string Schema, string Name)> Core { get; } = [("auth", "users"), ("storage", "buckets"), ("storage", "objects")];

    /// <summary>What a backup of a whole project's server can be restored without, for only the platform's schemas need it.</summary>
    public static SpareExtensions SpareExtensions => new(Extensions.Append(new("pg_graphql", "graphql_public")).ToLookup(pair => pair.Key, pair => pair.Value));

    /// <summary>Roles with attributes and memberships as a hosted project has them.</summary>
    public static IReadOnlyList<ManifestRole> Roles { get; } =
    [
        new("anon", "INHERIT NOLOGIN", []),
        new("authenticated", "INHERIT NOLOGIN", []),
        new("service_role", "INHERIT NOLOGIN BYPASSRLS", []),
        new("authenticator", "NOINHERIT LOGIN", ["anon", "authenticated", "service_role"]),
        new(Owner, "INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS",
            ["anon", "authenticated", "authenticator", "service_role", "supabase_realtime_admin", "pg_monitor", "pg_read_all_data", "pg_signal_backend"]),
        new(Admin, "SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS", []),
        new("supabase_auth_admin", "NOINHERIT CREATEROLE LOGIN", []),
        new("supabase_storage_admin", "NOINHERIT CREATEROLE LOGIN", ["authenticator"]),
        new("supabase_functions_admin", "NOINHERIT CREATEROLE LOGIN", []),
        new("supabase_realtime_admin", "NOINHERIT NOLOGIN", []),
        new("supabase_replication_admin", "INHERIT LOGIN REPLICATION", []),
        new("supabase_read_only_user", "INHERIT LOGIN BYPASSRLS", ["pg_monitor", "pg_read_all_data"]),
        new("supabase_etl_admin", "INHERIT LOGIN REPLICATION", ["pg_monitor", "pg_read_all_data"]),
        new("dashboard_user", "INHERIT CREATEROLE CREATEDB NOLOGIN REPLICATION", []),
        new("pgbouncer", "INHERIT LOGIN", []),
    ];

    /// <summary>Schemas that a new project has, with their owners.</summary>
    public static IReadOnlyList<(string Name, string Owner)> Schemas { get; } =
    [
        ("auth", Admin), ("storage", Admin), ("extensions", Owner), ("realtime", Admin), ("vault", Admin), ("graphql", Admin), ("graphql_public", Admin),
        ("pgbouncer", "pgbouncer"), ("supabase_functions", Admin),
    ];

    /// <summary>Whether a role is the platform's, so that no roles script makes it.</summary>
    public static bool IsRole(string name) =>
        Roles.Any(role => role.Name == name)
        || _rolePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>How much of a schema this kind of backup holds.</summary>
    /// <param name="schema">Its name.</param>
    /// <param name="defined">Schemas that the backup's own schema scripts define tables in.</param>
    public static SupabaseShare ShareOf(string schema, IReadOnlySet<string> defined) =>
        defined.Contains(schema) ? SupabaseShare.All
        : _rowsOnly.Contains(schema) ? SupabaseShare.Rows
        : _leftOut.Contains(schema) || schema.StartsWith("timescaledb_", StringComparison.Ordinal) || schema.StartsWith("_timescaledb_", StringComparison.Ordinal)
            ? SupabaseShare.Nothing
            : SupabaseShare.All;

    /// <summary>Whether a table only records what the platform set up, and is in no backup of this kind.</summary>
    public static bool IsOwnAccount(string schema, string table) => _ownAccounts.Contains((schema, table));
}
