using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DrDrills.Credentials;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Backups.PgDump;
using DrDrills.PostgreSql.Backups.Wrapping;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>One script of a Supabase backup, told from its first statements and never from its name.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Path">The file.</param>
/// <remarks>
/// The CLI quotes every name and takes pg_dump's comments out of the schema, so a script begins with settings: those of pg_dumpall in the roles,
/// those of pg_dump in the schema, and <c>SET session_replication_role = replica</c> before them in the data. It may be compressed or encrypted.
/// </remarks>
public sealed partial record SupabaseScript(SupabaseScriptKind Kind, string Path)
{
    private const int HeadSize = 64 * 1024;

    /// <summary>Name of the file.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <value>What it is opened with where it is encrypted, or null.</value>
    internal SecretText? Key { get; init; }

    /// <summary>The scripts that lie in a folder, in the order in which they are restored.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="key">What encrypted ones are opened with, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The scripts, and files that could not be opened: damaged at their beginning, or encrypted under another key.</returns>
    internal static async Task<(IReadOnlyList<SupabaseScript> Scripts, IReadOnlyList<string> Unopened)> FindInAsync(
        string folder, SecretText? key, CancellationToken cancellationToken)
    {
        var (scripts, unopened) = (new List<SupabaseScript>(), new List<string>());
        var files = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { IgnoreInaccessible = true })
            .Where(path => System.IO.Path.GetFileName(path) is not BackupLayout.Manifest and not ['.', ..] && BackupFiles.HasContent(path));
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            if (await WrappedFile.TryReadHeadAsync(path, key, cancellationToken).ConfigureAwait(false) is not { } head)
            {
                unopened.Add(path);
            }
            else if (Recognise(head.Span) is { } kind)
            {
                scripts.Add(new SupabaseScript(kind, path) { Key = key });
            }
            else if (Wrappings.OfFile(path) is not null && (DumpHead.Of(head.Span) is not null || BaseBackupTars.DataIn(path, head) is not null))
            {
                // A folder of other backups: there may be many, and opening each takes its time.
                break;
            }
        }

        return ([.. scripts.OrderBy(script => script.Kind).ThenBy(script => script.Path, StringComparer.Ordinal)], unopened);
    }

    /// <summary>Whether a folder holds such a backup: two of the three scripts, so that one that lost the third is told as such.</summary>
    internal static async Task<bool> AreInAsync(string folder, SecretText? key, CancellationToken cancellationToken) =>
        (await FindInAsync(folder, key, cancellationToken).ConfigureAwait(false)).Scripts
            .Select(script => script.Kind).Where(kind => kind != SupabaseScriptKind.Changes).Distinct().Count() >= 2;

    /// <summary>Opens it without its wrappings.</summary>
    /// <inheritdoc cref="WrappedFile.OpenAsync"/>
    internal static Task<WrappedContent> OpenAsync(string path, SecretText? key, CancellationToken cancellationToken) =>
        WrappedFile.OpenAsync(path, key, "script", cancellationToken);

    /// <summary>Its lines, each byte a character, so that rows in any encoding pass.</summary>
    /// <exception cref="BackupUnreadableException">A wrapping of it is damaged (<c>DR1321</c> to <c>DR1325</c>).</exception>
    internal async IAsyncEnumerable<string> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var content = await OpenAsync(Path, Key, cancellationToken).ConfigureAwait(false);
        await using var _ = content.ConfigureAwait(false);
        using var reader = new StreamReader(content.Content, Encoding.Latin1, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>All of it, which is UTF-8.</summary>
    /// <exception cref="BackupUnreadableException">A wrapping of it is damaged (<c>DR1321</c> to <c>DR1325</c>).</exception>
    internal async Task<string> ReadTextAsync(CancellationToken cancellationToken)
    {
        var content = await OpenAsync(Path, Key, cancellationToken).ConfigureAwait(false);
        await using var _ = content.ConfigureAwait(false);
        using var reader = new StreamReader(content.Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What begins so, or null where it is none of the scripts.</summary>
    internal static SupabaseScriptKind? Recognise(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, HeadSize)];
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
