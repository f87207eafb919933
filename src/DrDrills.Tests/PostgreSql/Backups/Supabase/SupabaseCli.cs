using System.Text.RegularExpressions;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>
/// Writes what <c>supabase db dump</c> writes: the real pg_dump and pg_dumpall with the flags that the CLI gives them, and its rewriting of what
/// comes out, after the CLI's published behaviour of 2026. The CLI itself was not at hand.
/// </summary>
internal static partial class SupabaseCli
{
    private const string Definitions =
        "information_schema|pg_*|_analytics|_realtime|_supavisor|auth|etl|extensions|pgbouncer|realtime|storage|supabase_functions|supabase_migrations|cron|dbdev|"
        + "graphql|graphql_public|net|pgmq|pgsodium|pgsodium_masks|pgtle|repack|tiger|tiger_data|timescaledb_*|_timescaledb_*|topology|vault";

    private const string Rows =
        "information_schema|pg_*|graphql|graphql_public|pgsodium|pgsodium_masks|pgtle|repack|tiger|tiger_data|timescaledb_*|_timescaledb_*|topology|vault|etl|"
        + "extensions|pgbouncer|realtime|supabase_migrations|_analytics|_realtime|_supavisor";

    private const string Reserved =
        "anon|authenticated|authenticator|cli_login_.*|dashboard_user|pgbouncer|postgres|service_role|supabase_.*|pgsodium_keyholder|pgsodium_keyiduser|"
        + "pgsodium_keymaker|pgtle_admin";

    /// <summary><c>--role-only</c>.</summary>
    public static async Task<string> RolesAsync(IPostgresServer server)
    {
        var lines = await DumpAsync(
            server, "pg_dumpall", "--roles-only", "--role", "postgres", "--quote-all-identifier", "--no-role-passwords", "--no-comments");
        var kept = lines.Select(line => Commented(line, @"^\\(un)?restrict .*$"))
            .Select(line => Commented(line, $"^CREATE ROLE \"({Reserved})\""))
            .Select(line => Commented(line, $"^ALTER ROLE \"({Reserved})\""))
            .Select(line => Regex.Replace(line, " (NOSUPERUSER|NOREPLICATION)", ""))
            .Select(line => Regex.Replace(line, "^-- (.* SET \"(pgrst.*|session_replication_role|statement_timeout)\" .*)", "$1"))
            .Select(line => Commented(line, $"GRANT \".*\" TO \"({Reserved})\""))
            .Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return string.Join('\n', kept) + "\nRESET ALL;\n";
    }

    /// <summary>No option. Extensions that this machine lacks are put in as pg_dump would write them.</summary>
    public static async Task<string> SchemaAsync(IPostgresServer server, params string[] extensions)
    {
        var lines = await DumpAsync(
            server, "pg_dump", "--schema-only", "--quote-all-identifier", "--role", "postgres", "--exclude-schema", Definitions, "--dbname=postgres");
        var text = string.Join('\n', lines.Select(Rewritten).Where(line => !line.StartsWith("--", StringComparison.Ordinal)));
        return text.Replace(
            "CREATE EXTENSION IF NOT EXISTS \"pg_trgm\"", string.Concat(extensions.Select(line => line + "\n")) + "CREATE EXTENSION IF NOT EXISTS \"pg_trgm\"",
            StringComparison.Ordinal);
    }

    /// <summary><c>--data-only</c>, with <c>--use-copy</c> or without.</summary>
    public static async Task<string> DataAsync(IPostgresServer server, bool useCopy = true)
    {
        string[] inserts = useCopy ? [] : ["--column-inserts", "--rows-per-insert=100000"];
        var lines = await DumpAsync(
            server, "pg_dump",
            [
                "--data-only", "--quote-all-identifier", "--role", "postgres", "--exclude-schema", Rows, "--exclude-table", "auth.schema_migrations",
                "--exclude-table", "storage.migrations", "--exclude-table", "supabase_functions.migrations", "--schema", "*", .. inserts, "--dbname=postgres",
            ]);
        return "SET session_replication_role = replica;\n\n"
            + string.Join('\n', lines.Select(line => Commented(line, @"^\\(un)?restrict .*$"))) + "RESET ALL;\n";
    }

    private static string Rewritten(string line)
    {
        line = Commented(line, @"^\\(un)?restrict .*$");
        line = Creation().Replace(line, "CREATE $1 IF NOT EXISTS \"");
        line = Replacement().Replace(line, "CREATE OR REPLACE $1 \"");
        line = Commented(line, "^CREATE PUBLICATION \"supabase_realtime");
        line = Commented(line, "^(CREATE|ALTER) EVENT TRIGGER ");
        line = Commented(line, "^         WHEN TAG IN |^   EXECUTE FUNCTION ");
        line = Commented(line, "^ALTER DEFAULT PRIVILEGES FOR ROLE \"supabase_admin\"");
        line = Commented(line, $"^(GRANT|REVOKE) (.+) ON (.+) \"({Definitions})\"");
        line = Commented(line, "^COMMENT ON EXTENSION (.+)");
        return Commented(line, "^SET transaction_timeout = 0;");
    }

    private static string Commented(string line, string pattern) => Regex.Replace(line, pattern, "-- $&");

    private static async Task<string[]> DumpAsync(IPostgresServer server, string program, params string[] arguments)
    {
        var outcome = await server.Tools.RunAsync(
            new ToolInvocation(program, [.. server.ToolConnectionArguments, .. arguments]) { Environment = server.ToolConnectionEnvironment }, default);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        return outcome.Output.Split('\n');
    }

    [GeneratedRegex("^CREATE (SCHEMA|TABLE|SEQUENCE) \"")]
    private static partial Regex Creation();

    [GeneratedRegex("^CREATE (VIEW|FUNCTION|TRIGGER) \"")]
    private static partial Regex Replacement();
}
