using System.Text;
using System.Text.RegularExpressions;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>One script of a Supabase backup, told from its first statements and never from its name.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Path">The file.</param>
/// <remarks>
/// The CLI quotes every name and takes pg_dump's comments out of the schema, so a script begins with settings: those of pg_dumpall in the roles,
/// those of pg_dump in the schema, and <c>SET session_replication_role = replica</c> before them in the data.
/// </remarks>
public sealed partial record SupabaseScript(SupabaseScriptKind Kind, string Path)
{
    private const int HeadSize = 64 * 1024;

    /// <summary>Name of the file.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The scripts that lie in a folder, in the order in which they are restored.</summary>
    public static IReadOnlyList<SupabaseScript> FindIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { IgnoreInaccessible = true })
            // A pipe, which would be waited for, has no length.
            .Where(path => System.IO.Path.GetFileName(path) is not BackupLayout.Manifest and not ['.', ..] && new FileInfo(path).Length > 0)
            .Select(path => Recognise(path) is { } kind ? new SupabaseScript(kind, path) : null)
            .OfType<SupabaseScript>()
            .OrderBy(script => script.Kind)
            .ThenBy(script => script.Path, StringComparer.Ordinal)];

    /// <summary>Whether a folder holds such a backup: two of the three scripts, so that one that lost the third is told as such.</summary>
    public static bool AreIn(string folder) =>
        FindIn(folder).Select(script => script.Kind).Where(kind => kind != SupabaseScriptKind.Changes).Distinct().Count() >= 2;

    internal static SupabaseScriptKind? Recognise(string path)
    {
        var bytes = new byte[HeadSize];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var head = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return head.Contains((byte)0) ? null : Recognise(Encoding.Latin1.GetString(head).Split('\n'));
    }

    private static SupabaseScriptKind? Recognise(string[] lines)
    {
        var statements = lines.Select(line => line.TrimEnd('\r')).Where(line => !Passed().IsMatch(line)).ToList();
        var first = statements.FirstOrDefault() ?? "";
        if (ReplicaRole().IsMatch(first))
        {
            return statements.Contains("SET row_security = off;") ? SupabaseScriptKind.Data : null;
        }

        if (first == "SET default_transaction_read_only = off;")
        {
            return statements.Contains("RESET ALL;") || statements.Exists(line => QuotedRole().IsMatch(line)) ? SupabaseScriptKind.Roles : null;
        }

        if (first == "SET statement_timeout = 0;")
        {
            return statements.Contains("SET row_security = off;") && statements.Exists(line => Definition().IsMatch(line))
                ? SupabaseScriptKind.Schema
                : null;
        }

        return Change().IsMatch(first) ? SupabaseScriptKind.Changes : null;
    }

    /// <summary>Blank lines, comments, and the psql commands that older releases of the CLI let through.</summary>
    [GeneratedRegex(@"^\s*(?:--.*|\\(?:un)?restrict .*)?$")]
    private static partial Regex Passed();

    [GeneratedRegex("^SET session_replication_role = '?replica'?;$", RegexOptions.IgnoreCase)]
    private static partial Regex ReplicaRole();

    [GeneratedRegex("^(?:CREATE|ALTER) ROLE \"")]
    private static partial Regex QuotedRole();

    // What the CLI makes of pg_dump's statements, so that they can be run on a project that already has a part of it.
    [GeneratedRegex("^(?:CREATE (?:SCHEMA|TABLE|SEQUENCE|EXTENSION) IF NOT EXISTS \"|CREATE OR REPLACE (?:VIEW|FUNCTION|TRIGGER) \"|COMMENT ON SCHEMA \"public\")")]
    private static partial Regex Definition();

    [GeneratedRegex("""^(?:create policy .* on |create trigger .* on )"?(?:auth|storage|realtime)"?\.""", RegexOptions.IgnoreCase)]
    private static partial Regex Change();
}
