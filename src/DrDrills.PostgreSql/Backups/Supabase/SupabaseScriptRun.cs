using System.Text;
using System.Text.RegularExpressions;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.Verification;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Feeds one script to psql, which is held to SQL (<c>\restrict</c> under a key that the script cannot know) and stops at the first error.</summary>
/// <remarks>
/// The script itself is fed, not a copy of it, unless lines have to be left out of it: the psql commands that older releases of the CLI let
/// through, and extensions that the target lacks.
/// </remarks>
internal sealed partial class SupabaseScriptRun(
    IPostgresServer server, ToolConnection connection, DirectoryInfo workFolder, string backup, string database, IReadOnlyList<string> lacking, TimeSpan limit)
{
    /// <exception cref="BackupRefusedException">The script names a role that neither the platform nor the roles script makes (<c>DR1431</c>).</exception>
    /// <exception cref="EngineUnavailableException">The target lacks what the script needs (<c>DR3124</c>, <c>DR3125</c>, <c>DR3172</c>).</exception>
    /// <exception cref="RestoreFailedException">psql stopped (<c>DR2102</c>).</exception>
    public async Task RunAsync(SupabaseScript script, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        var guard = Path.Combine(workFolder.FullName, $".guard-{id}.sql");
        var copy = Path.Combine(workFolder.FullName, $".script-{id}.sql");
        try
        {
            await File.WriteAllTextAsync(guard, $"\\restrict {Convert.ToHexString(Guid.NewGuid().ToByteArray())}\n", cancellationToken).ConfigureAwait(false);
            var fed = await NeedsCopyAsync(script, cancellationToken).ConfigureAwait(false)
                ? await CopyAsync(script, copy, cancellationToken).ConfigureAwait(false)
                : script.Path;
            var outcome = await connection.Tools.RunAsync(
                new ToolInvocation(
                    "psql",
                    [
                        .. connection.Arguments, "--no-psqlrc", "--quiet", "--output=/dev/null", "--variable=ON_ERROR_STOP=1",
                        $"--dbname={database}", $"--file={guard}", $"--file={fed}",
                    ])
                {
                    Environment = connection.Environment,
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
            File.Delete(copy);
        }
    }

    private async Task<bool> NeedsCopyAsync(SupabaseScript script, CancellationToken cancellationToken)
    {
        if (script.Kind == SupabaseScriptKind.Schema && lacking.Count > 0)
        {
            return true;
        }

        // pg_dump writes its \restrict above the first setting.
        await foreach (var line in File.ReadLinesAsync(script.Path, Encoding.Latin1, cancellationToken).ConfigureAwait(false))
        {
            if (line.StartsWith("\\restrict ", StringComparison.Ordinal))
            {
                return true;
            }

            if (line.StartsWith("SET ", StringComparison.Ordinal) && !line.StartsWith("SET session_replication_role", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return false;
    }

    private async Task<string> CopyAsync(SupabaseScript script, string copy, CancellationToken cancellationToken)
    {
        var output = new StreamWriter(copy, append: false, Encoding.Latin1, 1 << 20) { NewLine = "\n" };
        await using var _ = output.ConfigureAwait(false);
        var (inRows, key) = (false, (string?)null);
        await foreach (var line in File.ReadLinesAsync(script.Path, Encoding.Latin1, cancellationToken).ConfigureAwait(false))
        {
            inRows = inRows ? line != @"\." : line.StartsWith("COPY \"", StringComparison.Ordinal) && line.EndsWith(" FROM stdin;", StringComparison.Ordinal);
            var leftOut = !inRows && (IsOwnRestriction(line, ref key) || lacking.Any(extension => SupabaseSchemaScript.Creates(line, extension)));
            if (!leftOut)
            {
                await output.WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }

        return copy;
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
