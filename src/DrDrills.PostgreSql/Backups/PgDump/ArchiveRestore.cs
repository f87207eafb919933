using System.Globalization;
using System.Text.RegularExpressions;
using DrDrills.Drills;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;

namespace DrDrills.PostgreSql.Backups.PgDump;

/// <summary>Runs pg_restore over one archive: as the restorer, and what it may not do as administrator, said as a deviation.</summary>
internal sealed partial class ArchiveRestore
{
    private readonly IPostgresServer _server;
    private readonly DumpRecoveryOptions _options;
    private readonly string _backup;
    private readonly IArchiveInput _archive;
    private readonly string _database;
    private readonly ArchiveContents _contents;
    private readonly RestoreRoles _roles;
    private readonly IProgress<StageProgress> _progress;
    private readonly HeadStart? _headStart;
    private readonly List<string> _deviations = [];
    private readonly List<string> _output = [];
    private ToolConnection? _administrator;
    private long _tablesDone;

    public ArchiveRestore(
        IPostgresServer server,
        DumpRecoveryOptions options,
        string backup,
        IArchiveInput archive,
        string database,
        ArchiveContents contents,
        RestoreRoles roles,
        HeadStart? headStart,
        IProgress<StageProgress> progress)
    {
        _server = server;
        _options = options;
        _backup = backup;
        _archive = archive;
        _database = database;
        _contents = contents;
        _roles = roles;
        _headStart = headStart;
        _progress = progress;
    }

    /// <summary>Whether a superuser ran statements of the backup.</summary>
    public bool RanAsSuperuser { get; private set; }

    public IReadOnlyList<string> Deviations => _deviations;

    public string Output => string.Join('\n', _output);

    public async Task RunAsync(NeededExtensions extensions, CancellationToken cancellationToken)
    {
        using var admin = _administrator = ToolConnection.AsAdministrator(_server);
        if (_roles.OnlyAdministrator is { } reason)
        {
            _deviations.Add($"restored by a superuser: {reason}");
            await RestoreAllAsync(admin, null, extensions, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var restorer = ToolConnection.AsRole(_server, _roles.Restorer, _roles.Password, _options.WorkFolder);
        await RestoreAllAsync(restorer, admin, extensions, cancellationToken).ConfigureAwait(false);
    }

    private async Task RestoreAllAsync(
        ToolConnection connection, ToolConnection? admin, NeededExtensions extensions, CancellationToken cancellationToken)
    {
        var remaining = _contents.Entries.Where(entry => !entry.IsOfDatabase && Wanted(entry)).ToList();
        if (admin is not null && extensions.Untrusted.Count > 0)
        {
            // They come first: tables use their types. Their schemas come before them.
            var schemas = remaining.Where(entry => entry.Kind == "SCHEMA").ToList();
            var untrusted = remaining.Where(entry => IsOf(entry, extensions.Untrusted)).ToList();
            await PassAsync(connection, null, schemas, cancellationToken).ConfigureAwait(false);
            // In the archive's order, for one may require another that the restorer creates: earthdistance takes cube.
            var created = remaining.Where(entry => entry.Kind == "EXTENSION").ToList();
            created = [.. created.Take(created.FindLastIndex(entry => IsOf(entry, extensions.Untrusted)) + 1)];
            for (var from = 0; from < created.Count;)
            {
                var byAdmin = IsOf(created[from], extensions.Untrusted);
                var run = created.Skip(from).TakeWhile(entry => IsOf(entry, extensions.Untrusted) == byAdmin).ToList();
                await PassAsync(byAdmin ? admin : connection, byAdmin ? null : admin, run, cancellationToken).ConfigureAwait(false);
                from += run.Count;
            }

            await PassAsync(admin, null, [.. untrusted.Except(created)], cancellationToken).ConfigureAwait(false);
            untrusted = [.. untrusted.Union(created)];
            _deviations.Add($"created by {Administrator}, because they are not trusted extensions: {string.Join(", ", extensions.Untrusted)}");
            remaining = [.. remaining.Except(schemas).Except(untrusted)];
        }

        if (admin is not null && remaining.Where(entry => entry.Kind == "ACCESS METHOD").ToList() is { Count: > 0 } methods)
        {
            // Tables would be made without it, since pg_restore sets it by a statement of its own, and then be in the way of the right ones.
            await PassAsync(admin, null, methods, cancellationToken).ConfigureAwait(false);
            _deviations.Add($"created by {Administrator}, because only that may: {Some(methods)}");
            remaining = [.. remaining.Except(methods)];
        }

        List<ArchiveEntry> grants = admin is null ? [] : [.. remaining.Intersect(_contents.GrantsOnOthersObjects)];
        remaining = [.. remaining.Except(grants)];
        // A foreign key is proven by a query, which row security would hide rows from where nobody may bypass it: its switches come last.
        var guards = _roles.Rights.IsSuperuser ? [] : remaining.Where(entry => entry.Kind is "ROW SECURITY" or "MATERIALIZED VIEW DATA").ToList();
        remaining = [.. remaining.Except(guards)];
        await PassAsync(connection, admin, remaining, cancellationToken).ConfigureAwait(false);
        await PassAsync(connection, admin, guards, cancellationToken).ConfigureAwait(false);
        if (grants.Count > 0)
        {
            await PassAsync(admin!, null, grants, cancellationToken).ConfigureAwait(false);
            _deviations.Add($"granted by {Administrator}, because the objects are an extension's or the server's own: {Some(grants)}");
        }

        await RestoreDatabaseLevelAsync(connection, admin, cancellationToken).ConfigureAwait(false);
    }

    private bool Wanted(ArchiveEntry entry)
    {
        if (entry.Kind is not ("SUBSCRIPTION" or "SUBSCRIPTION TABLE"))
        {
            return true;
        }

        _deviations.Add($"not restored, because a copy must not reach other systems: {entry.Title}");
        return false;
    }

    private async Task RestoreDatabaseLevelAsync(ToolConnection connection, ToolConnection? admin, CancellationToken cancellationToken)
    {
        var entries = _contents.Entries.Where(entry => entry.IsOfDatabase && entry.Kind != "DATABASE").ToList();
        if (entries.Count == 0)
        {
            return;
        }

        if (_database != _contents.Database)
        {
            _deviations.Add(
                $"grants, comments and settings of database '{_contents.Database}' itself are not restored, because the copy is named '{_database}'");
            return;
        }

        await PassAsync(connection, admin, entries, cancellationToken, withDatabase: true).ConfigureAwait(false);
    }

    /// <summary>
    /// One run of pg_restore over chosen entries; what failed for lack of rights is tried once more by the administrator, rows that several jobs did not
    /// bring once more by one.
    /// </summary>
    private async Task PassAsync(
        ToolConnection connection, ToolConnection? admin, List<ArchiveEntry> entries, CancellationToken cancellationToken,
        bool withDatabase = false, bool inOrder = false)
    {
        if (entries.Count == 0)
        {
            return;
        }

        RanAsSuperuser |= connection == _administrator && _roles.Rights.IsSuperuser;
        var jobs = !withDatabase && !inOrder && entries.LongCount(entry => entry.IsTableData) > 1 && _archive.AllowsJobs ? Math.Max(1, _options.Jobs) : 1;
        var (log, exitCode) = await RestoreAsync(connection, entries, jobs, withDatabase, cancellationToken).ConfigureAwait(false);
        // With --create, pg_restore always tries to create the database, whatever the list says; here it is already there.
        var creation = withDatabase ? _contents.Entries.FirstOrDefault(entry => entry.Kind == "DATABASE")?.DumpId : null;
        var errors = log.Errors.Where(error => creation is null || error.DumpId != creation).ToList();
        if (errors.Count == 0 && (exitCode == 0 || log.Errors.Count > 0))
        {
            return;
        }

        _output.Add(log.Text);
        ThrowIfArchiveIsDamaged(errors, log);
        var failed = errors.Select(error => error.DumpId).Concat(log.Failed.Where(id => id != creation).Select(id => (int?)id)).ToHashSet();
        if (admin is null && !_roles.Rights.IsSuperuser && errors.Exists(error => error.IsPermission))
        {
            throw _roles.Rights.MayNot(
                _backup, errors.Where(error => error.IsPermission).Select(error => Title(error.DumpId) ?? "the archive").Distinct().Take(20), log.Text);
        }

        var again = entries.Where(entry => failed.Contains(entry.DumpId)).ToList();
        if (!failed.Contains(null) && jobs > 1 && again.Exists(entry => entry.IsTableData) && !errors.Exists(error => error.IsPermission))
        {
            _deviations.Add("several jobs of pg_restore did not bring these, and were followed by one that takes them in the archive's order; does a check, or a foreign key "
                + $"of an extension's tables, ask for rows of another table? A real recovery of this backup then needs --jobs=1: {Some(again)}");
            await PassAsync(connection, admin, again, cancellationToken, inOrder: true).ConfigureAwait(false);
            return;
        }

        if (admin is null || failed.Contains(null) || !errors.Exists(error => error.IsPermission))
        {
            throw Failed(errors, log, exitCode);
        }

        _deviations.Add($"restored by {Administrator}, because the restoring role may not: {Some(again)}");
        await GiveSuperuserAsync(cancellationToken).ConfigureAwait(false);
        await PassAsync(admin, null, again, cancellationToken, withDatabase, inOrder).ConfigureAwait(false);
    }

    /// <summary>The first few as a person would call them, and how many more there are.</summary>
    private static string Some(List<ArchiveEntry> entries) => string.Join("; ", entries.Take(20).Select(entry => entry.Title))
        + (entries.Count > 20 ? string.Create(CultureInfo.InvariantCulture, $" and {entries.Count - 20} more") : "");

    /// <summary>What only an administrator may restore may also want a superuser for its owner.</summary>
    private async Task GiveSuperuserAsync(CancellationToken cancellationToken)
    {
        var database = _server.Connect(_database);
        await using var _ = database.ConfigureAwait(false);
        await _roles.GiveSuperuserAsync(database, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(RestoreLog Log, int ExitCode)> RestoreAsync(
        ToolConnection connection, List<ArchiveEntry> entries, int jobs, bool withDatabase, CancellationToken cancellationToken)
    {
        var list = Path.Combine(_options.WorkFolder.FullName, $".restore-{Guid.NewGuid():N}.list");
        var log = new RestoreLog();
        var done = jobs > 1 ? "TABLE DATA" : "processing data for table";
        var total = _contents.Entries.LongCount(entry => entry.IsTableData);
        try
        {
            await File.WriteAllLinesAsync(list, entries.Select(entry => entry.Line), cancellationToken).ConfigureAwait(false);
            var outcome = await _archive.RunAsync(
                connection.Tools,
                new ToolInvocation(
                    "pg_restore",
                    [
                        .. connection.Arguments, ToolConnection.ToDatabase(_database), "--verbose", $"--use-list={list}",
                        string.Create(CultureInfo.InvariantCulture, $"--jobs={jobs}"),
                        .. withDatabase ? ["--create"] : Array.Empty<string>(),
                    ])
                {
                    Environment = connection.Environment,
                    Limit = _options.Limit,
                    OnErrorLine = line =>
                    {
                        log.Add(line);
                        _headStart?.Hear(line, jobs > 1);
                        if (line.Contains(done, StringComparison.Ordinal) && (jobs == 1 || line.Contains(": finished item", StringComparison.Ordinal)))
                        {
                            _progress.Report(new StageProgress(Interlocked.Increment(ref _tablesDone), total, "tables"));
                        }
                    },
                },
                withRows: entries.Exists(entry => entry.HasRows),
                cancellationToken).ConfigureAwait(false);
            return (log, outcome.ExitCode);
        }
        finally
        {
            File.Delete(list);
        }
    }

    private void ThrowIfArchiveIsDamaged(List<RestoreError> errors, RestoreLog log)
    {
        if (errors.FirstOrDefault(error => error.IsArchive) is { } damage)
        {
            throw new BackupUnreadableException(
                "DR1303",
                _backup,
                $"Backup '{_backup}' cannot be read to its end: {WithoutPlace(ToolText.Redact(damage.Message))}"
                + (WhereOf(damage, log) is { } where ? $", at {where}." : "."),
                "was the file cut short or changed after it was written? Compare its size and hash with the manifest.",
                log.Text);
        }

        if (errors.FirstOrDefault(error => error.IsEnvironment) is { } gap)
        {
            throw new EngineUnavailableException(
                "DR3123",
                _backup,
                $"The target lacks something that backup '{_backup}' needs: {ToolText.Redact(gap.Message)}.",
                gap.EnvironmentHint + "; nothing is said about the backup.",
                log.Text);
        }
    }

    /// <summary>Entries that the damage is in: pg_restore itself does not say which, so all that it was at.</summary>
    private string? WhereOf(RestoreError damage, RestoreLog log)
    {
        // Each entry with rows has a file of its own in a folder, which is named after its number.
        var file = FileOfEntry().Match(damage.Message) is { Success: true } named
            ? (int?)int.Parse(named.Groups["id"].Value, CultureInfo.InvariantCulture)
            : null;
        var unfinished = _contents.Entries.Where(entry => log.Unfinished.Contains(entry.DumpId)).ToList();
        var reading = unfinished.Where(entry => entry.HasRows).ToList();
        return Title(file) ?? Title(damage.DumpId)
            ?? (unfinished.Count > 0 ? string.Join(" or ", (reading.Count > 0 ? reading : unfinished).Select(entry => entry.Title))
                : log.LastTable is { } table ? $"the rows of {table}"
                : null);
    }

    [GeneratedRegex(@"(?:^|[/""])(?<id>\d{1,9})\.dat\b")]
    private static partial Regex FileOfEntry();

    /// <summary>Where a copy of the backup lay meanwhile means nothing to anybody.</summary>
    private string WithoutPlace(string message) =>
        Regex.Replace(message, Regex.Escape(_options.WorkFolder.FullName) + "/(?:backup-[0-9a-f]+/)?", "");

    private RestoreFailedException Failed(List<RestoreError> errors, RestoreLog log, int exitCode) => new(
        "DR2101",
        _backup,
        errors.Count == 0
            ? $"pg_restore of backup '{_backup}' ended with exit code {exitCode} and no error line; expected 0."
            : $"pg_restore of backup '{_backup}' failed at {errors.Count} places; the first is {Title(errors[0].DumpId) ?? "the archive"}: "
                + $"{ToolText.Redact(errors[0].Message)}.",
        "is the backup complete? Each error below is an object that would be missing after a real recovery.",
        log.Text);

    private string Administrator => _roles.Rights.IsSuperuser ? "a superuser" : $"the administrator '{_roles.Rights.Name}'";

    private string? Title(int? dumpId) =>
        dumpId is null ? null : _contents.Entries.FirstOrDefault(entry => entry.DumpId == dumpId)?.Title;

    private static bool IsOf(ArchiveEntry entry, IReadOnlyList<string> extensions) =>
        (entry.Kind == "EXTENSION" && extensions.Contains(entry.Rest[1..].Trim()))
        || (entry.Kind == "COMMENT" && extensions.Any(name => entry.Rest.Trim() == $"- EXTENSION {Quote(name)}" || entry.Rest.Trim() == $"- EXTENSION {name}"));

    private static string Quote(string name) => name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_') ? name : Sql.Name(name);
}
