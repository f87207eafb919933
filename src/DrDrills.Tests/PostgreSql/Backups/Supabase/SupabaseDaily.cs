using System.Text.RegularExpressions;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.Supabase;

/// <summary>
/// Writes what the platform's daily job writes: all of a project's server by the real pg_dumpall, without passwords. Extensions that this machine
/// lacks are put in as pg_dump would write them: made, commented on, granted, their tables' rows but not their definitions.
/// </summary>
internal static partial class SupabaseDaily
{
    public static async Task<string> WriteAsync(IPostgresServer server)
    {
        var outcome = await server.Tools.RunAsync(
            new ToolInvocation("pg_dumpall", [.. server.ToolConnectionArguments, "--no-role-passwords"]) { Environment = server.ToolConnectionEnvironment },
            default);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        var entries = Entry().Split(outcome.Output).ToList();
        entries.RemoveAll(entry => OfVault().IsMatch(entry));
        entries.Insert(
            entries.FindIndex(entry => entry.Contains("; Type: EXTENSION; ", StringComparison.Ordinal)),
            string.Concat(new[] { ("pg_graphql", "graphql"), ("supabase_vault", "vault") }.Select(pair =>
                Made($"{pair.Item1}; Type: EXTENSION; Schema: -; Owner: -", $"CREATE EXTENSION IF NOT EXISTS {pair.Item1} WITH SCHEMA {pair.Item2};")
                + Made($"EXTENSION {pair.Item1}; Type: COMMENT; Schema: -; Owner: ", $"COMMENT ON EXTENSION {pair.Item1} IS 'the platform''s';"))));
        entries.Insert(
            entries.FindIndex(entry => entry.Contains("; Type: ACL; ", StringComparison.Ordinal)),
            Made(
                "FUNCTION graphql(text); Type: ACL; Schema: graphql_public; Owner: supabase_admin",
                "GRANT ALL ON FUNCTION graphql_public.graphql(text) TO anon;\nGRANT ALL ON FUNCTION graphql_public.graphql(text) TO authenticated;")
            + Made("TABLE secrets; Type: ACL; Schema: vault; Owner: supabase_admin", "GRANT SELECT ON TABLE vault.secrets TO service_role;"));
        return string.Concat(entries);
    }

    /// <summary>All that the file says of one schema, taken out.</summary>
    public static string Without(string file, string schema) => string.Concat(Entry().Split(file).Where(entry =>
        !entry.Contains($"; Schema: {schema}; ", StringComparison.Ordinal) && !entry.Contains($"Name: {schema}; Type: SCHEMA; ", StringComparison.Ordinal)
        && !entry.Contains($"Name: SCHEMA {schema}; ", StringComparison.Ordinal)));

    private static string Made(string header, string statements) => $"--\n-- Name: {header}\n--\n\n{statements}\n\n\n";

    [GeneratedRegex("(?=^--\n-- (?:Data for )?Name: )", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex("; Type: (?!TABLE DATA|SCHEMA)[A-Z ]+; Schema: vault; ")]
    private static partial Regex OfVault();
}
