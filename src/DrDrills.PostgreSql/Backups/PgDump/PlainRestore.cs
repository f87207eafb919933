using System.Text;
using System.Text.RegularExpressions;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Feeds a plain SQL dump to psql, which is held to SQL: no meta-command of the file is carried out.</summary>
/// <remarks>
/// psql runs in its restricted mode (<c>\restrict</c>, in all releases since August 2025) under a key that the file cannot know, and stops at the
/// first error: after a failed COPY the rows themselves would be read as commands. The file's own <c>\restrict</c> pair is left out of the
/// stream. <c>COPY … PROGRAM</c> and server files are refused by the server, because the restorer is no superuser.
/// </remarks>
internal sealed partial class PlainRestore(IPostgresServer server, DumpRecoveryOptions options, string backup, string path, string database)
{
    /// <summary>The names that the file gives things to, without reading rows.</summary>
    public static async Task<IReadOnlyList<string>> StatementsAsync(string path, CancellationToken cancellationToken)
    {
        var kept = new List<string>();
        var inRows = false;
        await foreach (var line in File.ReadLinesAsync(path, Encoding.Latin1, cancellationToken).ConfigureAwait(false))
        {
            inRows = inRows ? line != @"\." : line.StartsWith("COPY ", StringComparison.Ordinal) && line.EndsWith(" FROM stdin;", StringComparison.Ordinal);
            if (!inRows && Interesting().IsMatch(line))
            {
                kept.Add(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line)));
            }
        }

        return kept;
    }

    /// <summary>Extensions that the file creates.</summary>
    public static IReadOnlyList<string> Extensions(IReadOnlyList<string> statements) =>
        [.. statements.Select(line => Extension().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value.Trim('"'))];

    public async Task RunAsync(RestoreRoles roles, CancellationToken cancellationToken)
    {
        using var connection = roles.OnlyAdministrator is null
            ? ToolConnection.AsRole(server, roles.Restorer, roles.Password, options.WorkFolder)
            : throw new EngineUnavailableException(
                "DR3124",
                backup,
                $"Plain SQL backup '{backup}' is only restored by a role without superuser rights, and here {roles.OnlyAdministrator}.",
                "restore into a target whose administrator has another name, or dump with --format=custom.");
        var stream = Path.Combine(options.WorkFolder.FullName, $".restore-{Guid.NewGuid():N}.sql");
        try
        {
            await WriteStreamAsync(stream, cancellationToken).ConfigureAwait(false);
            var outcome = await connection.Tools.RunAsync(
                new ToolInvocation(
                    "psql",
                    [
                        .. connection.Arguments, "--no-psqlrc", "--quiet", "--output=/dev/null", "--variable=ON_ERROR_STOP=1",
                        $"--dbname={database}", $"--file={stream}",
                    ])
                {
                    Environment = connection.Environment,
                    Limit = options.Limit,
                },
                cancellationToken).ConfigureAwait(false);
            if (outcome.ExitCode != 0 || outcome.Errors.Contains("ERROR:", StringComparison.Ordinal))
            {
                throw Failed(outcome);
            }
        }
        finally
        {
            File.Delete(stream);
        }
    }

    /// <exception cref="BackupUnreadableException">The dump does not end as pg_dump ends one (<c>DR1304</c>).</exception>
    private async Task WriteStreamAsync(string stream, CancellationToken cancellationToken)
    {
        var input = File.OpenRead(path);
        await using var _ = input.ConfigureAwait(false);
        var head = new byte[Math.Min(input.Length, 4096)];
        await input.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
        input.Seek(-Math.Min(input.Length, 4096), SeekOrigin.End);
        var tail = new byte[Math.Min(input.Length, 4096)];
        await input.ReadExactlyAsync(tail, cancellationToken).ConfigureAwait(false);
        if (!Encoding.Latin1.GetString(tail).Contains("-- PostgreSQL database dump complete", StringComparison.Ordinal))
        {
            throw new BackupUnreadableException(
                "DR1304",
                backup,
                $"Plain SQL backup '{backup}' does not end with 'PostgreSQL database dump complete': it is cut short.",
                "compare its size with the one at the source; was the dump's exit status lost in a pipe?");
        }

        var restrict = Restrict().Match(Encoding.Latin1.GetString(head));
        var ending = restrict.Success ? $"\n\\unrestrict {restrict.Groups[1].Value}" : "";
        var body = input.Length - (restrict.Success ? LengthFromLast(tail, ending) : 0);
        var output = new FileStream(stream, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        await using var __ = output.ConfigureAwait(false);
        await output.WriteAsync(Encoding.ASCII.GetBytes($"\\restrict {Convert.ToHexString(Guid.NewGuid().ToByteArray())}\n"), cancellationToken)
            .ConfigureAwait(false);
        if (restrict.Success)
        {
            await output.WriteAsync(head.AsMemory(0, restrict.Index), cancellationToken).ConfigureAwait(false);
        }

        input.Position = restrict.Success ? restrict.Index + restrict.Length : 0;
        var left = body - input.Position;
        var buffer = new byte[1 << 20];
        while (left > 0)
        {
            var read = await input.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            left -= read;
        }

        await output.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private static int LengthFromLast(byte[] tail, string ending)
    {
        var at = Encoding.Latin1.GetString(tail).LastIndexOf(ending, StringComparison.Ordinal);
        return at < 0 ? 0 : tail.Length - at;
    }

    private DrillException Failed(ToolOutcome outcome)
    {
        var details = ToolText.Redact(outcome.Errors);
        if (outcome.Errors.Contains("backslash commands are restricted", StringComparison.Ordinal))
        {
            return new BackupUnreadableException(
                "DR1305",
                backup,
                $"Plain SQL backup '{backup}' holds a psql meta-command, which was not carried out.",
                "who wrote this file? pg_dump itself writes none; a dump that runs commands is not restored.",
                details);
        }

        if (outcome.Errors.Contains(@"invalid command \restrict", StringComparison.Ordinal))
        {
            return new EngineUnavailableException(
                "DR3125",
                "psql",
                $"psql of the {server.Tools.Description} has no restricted mode, without which plain SQL is not restored.",
                "update the client programs to a release since August 2025 (13.22, 14.19, 15.14, 16.10, 17.6).",
                details);
        }

        if (outcome.Errors.Contains("permission denied", StringComparison.Ordinal) || outcome.Errors.Contains("must be superuser", StringComparison.Ordinal))
        {
            return new EngineUnavailableException(
                "DR3124",
                backup,
                $"Plain SQL backup '{backup}' needs rights of a superuser, which a file of statements is not given.",
                "dump with --format=custom, whose objects can be told apart; nothing is said about the backup.",
                details);
        }

        return new RestoreFailedException(
            "DR2102",
            backup,
            $"psql stopped at an error in plain SQL backup '{backup}' (exit code {outcome.ExitCode}).",
            "is the backup complete, and was it made by a server no newer than the target?",
            details);
    }

    [GeneratedRegex(@"^\\restrict ([A-Za-z0-9]+)\r?\n", RegexOptions.Multiline)]
    private static partial Regex Restrict();

    [GeneratedRegex(@"^(?:-- (?:Data for )?Name: |ALTER |GRANT |REVOKE |CREATE POLICY |CREATE EXTENSION |CREATE USER MAPPING )")]
    private static partial Regex Interesting();

    [GeneratedRegex("""^CREATE EXTENSION (?:IF NOT EXISTS )?("[^"]+"|[\w$-]+)""")]
    private static partial Regex Extension();
}
