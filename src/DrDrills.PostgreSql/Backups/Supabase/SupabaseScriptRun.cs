using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups.Wrapping;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Feeds one script to psql, which is held to SQL (<c>\restrict</c> under a key that the script cannot know) and stops at the first error.</summary>
/// <remarks>
/// Left out of it are the psql commands that older releases of the CLI let through, and extensions that the target lacks. Where there is nothing to
/// leave out and nothing to unwrap, psql reads the file itself.
/// </remarks>
internal sealed partial class SupabaseScriptRun(
    IPostgresServer server, ToolConnection connection, DirectoryInfo workFolder, string backup, string database, IReadOnlyList<string> lacking, TimeSpan limit)
{
    /// <exception cref="BackupRefusedException">The script names a role that neither the platform nor the roles script makes (<c>DR1431</c>).</exception>
    /// <exception cref="EngineUnavailableException">The target lacks what the script needs (<c>DR3124</c>, <c>DR3125</c>, <c>DR3172</c>).</exception>
    /// <exception cref="RestoreFailedException">psql stopped (<c>DR2102</c>).</exception>
    public async Task RunAsync(SupabaseScript script, CancellationToken cancellationToken)
    {
        var guard = Path.Combine(workFolder.FullName, $".guard-{Guid.NewGuid():N}.sql");
        var fed = await CanBeReadAsync(script, cancellationToken).ConfigureAwait(false) ? null : new SupabaseScriptLines(KeptAsync(script, cancellationToken));
        try
        {
            await File.WriteAllTextAsync(guard, $"\\restrict {Convert.ToHexString(Guid.NewGuid().ToByteArray())}\n", cancellationToken).ConfigureAwait(false);
            var outcome = await connection.Tools.RunAsync(
                new ToolInvocation(
                    "psql",
                    [
                        .. connection.Arguments, "--no-psqlrc", "--quiet", "--output=/dev/null", "--variable=ON_ERROR_STOP=1",
                        ToolConnection.ToDatabase(database), $"--file={guard}", $"--file={(fed is null ? script.Path : "-")}",
                    ])
                {
                    Environment = connection.Environment,
                    Input = fed,
                    Limit = limit,
                },
                cancellationToken).ConfigureAwait(false);
            if (outcome.ExitCode != 0 || outcome.Errors.Contains("ERROR:", StringComparison.Ordinal))
            {
                throw FailureOf(script, outcome);
            }
        }
        finally
        {
            File.Delete(guard);
            if (fed is not null)
            {
                await fed.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether psql may read the file as it lies.</summary>
    private async Task<bool> CanBeReadAsync(SupabaseScript script, CancellationToken cancellationToken)
    {
        if ((script.Kind == SupabaseScriptKind.Schema && lacking.Count > 0) || Wrappings.OfFile(script.Path) is not null)
        {
            return false;
        }

        // pg_dump writes its \restrict above the first setting.
        await foreach (var line in script.ReadLinesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (line.StartsWith("\\restrict ", StringComparison.Ordinal))
            {
                return false;
            }

            if (line.StartsWith("SET ", StringComparison.Ordinal) && !line.StartsWith("SET session_replication_role", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return true;
    }

    private async IAsyncEnumerable<string> KeptAsync(SupabaseScript script, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (inRows, key) = (false, (string?)null);
        await foreach (var line in script.ReadLinesAsync(cancellationToken).ConfigureAwait(false))
        {
            inRows = inRows ? line != @"\." : line.StartsWith("COPY \"", StringComparison.Ordinal) && line.EndsWith(" FROM stdin;", StringComparison.Ordinal);
            if (inRows || !(IsOwnRestriction(line, ref key) || lacking.Any(extension => SupabaseSchemaScript.Creates(line, extension))))
            {
                yield return line;
            }
        }
    }

    /// <summary>The first <c>\restrict</c>, and the <c>\unrestrict</c> with its key; any other psql command stays in, and ends the restore.</summary>
    private static bool IsOwnRestriction(string line, ref string? key)
    {
        if (key is null && line.StartsWith("\\restrict ", StringComparison.Ordinal))
        {
            key = line["\\restrict ".Length..].Trim();
            return true;
        }

        return key is not null && line == $"\\unrestrict {key}";
    }

    private DrillException FailureOf(SupabaseScript script, ToolOutcome outcome)
    {
        if (NoRole().Match(outcome.Errors) is { Success: true } role)
        {
            return new BackupRefusedException(
                "DR1431",
                backup,
                [
                    new Finding
                    {
                        Code = "DRF701",
                        Subject = $"role {role.Groups[1].Value}",
                        Expected = "made by the roles script, or one of the platform's",
                        Observed = $"named by script '{script.Name}' alone",
                        Statement = "The role is in no script that makes it; a restore into a new project stops here.",
                    },
                ],
                "did the backup job run 'supabase db dump --role-only', and is its file beside the others?");
        }

        if (outcome.Errors.Contains("unrecognized configuration parameter", StringComparison.Ordinal))
        {
            return new EngineUnavailableException(
                "DR3172",
                backup,
                $"Script '{script.Name}' of backup '{backup}' sets something that the target's version of PostgreSQL does not know.",
                "use the PostgreSQL version that the project runs, or a newer one; nothing is said about the backup.",
                ToolText.Redact(outcome.Errors));
        }

        return PsqlFailure.Of(backup, server, outcome);
    }

    [GeneratedRegex("ERROR:  role \"((?:[^\"]|\"\")+)\" does not exist")]
    private static partial Regex NoRole();
}
