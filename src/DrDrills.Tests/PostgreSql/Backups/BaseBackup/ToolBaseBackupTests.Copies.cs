using System.Globalization;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;
using DrDrills.Tests.Tools;
using NUnit.Framework;

namespace DrDrills.Tests.PostgreSql.Backups.BaseBackup;

/// <content>What copies bring along of the server that they are of: its past, its other databases, files that are no part of a backup.</content>
public sealed partial class ToolBaseBackupTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task Segments_that_the_server_had_made_ahead_are_no_log(bool withArchive)
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var segment = new FileInfo(Directory.GetFiles(Path.Combine(copy, "pg_wal"), "0*").Order(StringComparer.Ordinal).Last(file => !Path.GetFileName(file).Contains('.', StringComparison.Ordinal)));
        var next = WalSegment.TryParse(segment.Name, ToolBaseBackups.SegmentBytes)!.Value.Next;
        File.Copy(segment.FullName, Path.Combine(segment.DirectoryName!, next.FileName));
        await using (var zeros = File.Create(Path.Combine(segment.DirectoryName!, next.Next.FileName)))
        {
            zeros.SetLength(ToolBaseBackups.SegmentBytes);
        }

        await using var run = await LogRun.BeginAsync(
            new BackupFolderSource(copy), RecoveryTarget.Latest, options => withArchive ? options with { WalArchive = _made.Cluster.WorkFolder.CreateSubdirectory("no-log") } : options);

        await run.RecoverAsync();

        Assert.That(await run.AskAsync("SELECT count(*) FROM pgbench_accounts"), Is.EqualTo("100000"));
    }

    [Test]
    public async Task A_copy_of_a_running_server_without_a_label_is_no_backup()
    {
        var running = await _made.CopyAsync(_made.Unlisted);
        File.Delete(Path.Combine(running, "backup_label"));
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(running), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1312"));
        Assert.That(refused.Statement, Does.Contain("its server had not been stopped"));
    }

    [TestCase("latest")]
    [TestCase("immediate")]
    public async Task A_copy_of_a_server_that_had_been_stopped_needs_no_label(string target)
    {
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(await StoppedAsync()), RecoveryTarget.Parse(target));

        await run.RecoverAsync();

        Assert.That(await run.AskAsync("SELECT sum(x) FROM kept"), Is.EqualTo("500500"));
        Assert.That(run.Replayed!.Deviations, Has.Some.Contains("its server had been stopped in order at "));
        Assert.That(run.Replayed.Detail, Does.Contain("nothing to replay"));
    }

    /// <summary>As of every server that was made from a base backup: it keeps that one's manifest. One that says it ended later is of no copy like this.</summary>
    [TestCase("0/1000060", null)]
    [TestCase("7/1000060", "DR1311")]
    public async Task A_manifest_from_before_the_server_was_stopped_is_not_used(string end, string? code)
    {
        var copy = await StoppedAsync();
        await File.WriteAllTextAsync(
            Path.Combine(copy, "backup_manifest"),
            $$"""{ "PostgreSQL-Backup-Manifest-Version": 1, "Files": [], "WAL-Ranges": [ { "Timeline": 1, "Start-LSN": "0/1000028", "End-LSN": "{{end}}" } ] }""");
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        if (code is not null)
        {
            Assert.That(Assert.CatchAsync<DrillException>(run.FetchAsync)!.Code, Is.EqualTo(code));
            return;
        }

        await run.RecoverAsync();
        Assert.That(await run.AskAsync("SELECT sum(x) FROM kept"), Is.EqualTo("500500"));
        Assert.That(run.Replayed!.Deviations, Has.Some.Contains("of the earlier backup that the server was made from"));
    }

    [TestCase("pg_wal", "DR2214")]
    [TestCase("base", "DR1336")]
    public async Task What_is_missing_of_such_a_copy_is_refused(string of, string code)
    {
        var copy = await StoppedAsync();
        var folder = Path.Combine(copy, of);
        // The table was made last.
        File.Delete(of == "base"
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file).All(char.IsAsciiDigit)).MaxBy(file => int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture))!
            : Directory.EnumerateFiles(folder).Single());
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        var refused = Assert.CatchAsync<DrillException>(run.RecoverAsync)!;

        Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
    }

    [TestCase(true, "DR1336")]
    [TestCase(false, "DR3302")]
    public async Task A_database_whose_folder_was_left_out_is_missed(bool ofTemplate, string code)
    {
        var copy = await StoppedAsync();
        var folders = Directory.GetDirectories(Path.Combine(copy, "base")).OrderBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).ToList();
        // template1 is the first, postgres the last.
        Directory.Delete(ofTemplate ? folders[0] : folders[^1], recursive: true);
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        var refused = Assert.CatchAsync<DrillException>(run.RecoverAsync)!;

        Assert.That(refused.Code, Is.EqualTo(code), refused.Message);
        Assert.That(refused.Message, Does.Contain($"database \"{(ofTemplate ? "template1" : "postgres")}\" does not exist"));
    }

    /// <summary>As cp and rsync leave it: the link still leads to the server's own tablespace, which is read, and is no part of the backup.</summary>
    [Test]
    public async Task A_tablespace_that_may_be_the_servers_own_is_not_judged()
    {
        var copy = await StoppedAsync();
        var own = Directory.CreateTempSubdirectory("drdrills-tablespace-");
        try
        {
            own.CreateSubdirectory("PG_15_202209061");
            File.CreateSymbolicLink(Path.Combine(copy, "pg_tblspc", "16400"), own.FullName);
            await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

            var refused = Assert.ThrowsAsync<VerificationImpossibleException>(run.FetchAsync)!;

            Assert.That(refused.Code, Is.EqualTo("DR4136"));
            Assert.That(refused.Statement, Does.Contain(own.FullName));
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    /// <summary>A data directory with one table, made and stopped; nothing of it is in any log but its own.</summary>
    private async Task<string> StoppedAsync()
    {
        var folder = Path.Combine(_made.Cluster.WorkFolder.FullName, "backups", "stopped-" + Guid.NewGuid().ToString("N")[..8]);
        var tools = (HostTools)_made.Cluster.Server.Tools;
        await RunAsync("initdb", "", "--no-sync", "--pgdata", folder);
        await RunAsync("postgres", "CREATE TABLE kept AS SELECT x FROM generate_series(1, 1000) x\n", "--single", "-D", folder, "postgres");
        return folder;

        async Task RunAsync(string program, string input, params string[] arguments)
        {
            using var said = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input));
            var outcome = await HostCommand.RunAsync(
                [.. ServerAccount.ForThisProcess()?.CommandPrefix ?? [], tools.PathOf(program), .. arguments], default, input: said);
            Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        }
    }

    /// <summary>As the manual does it for a backup by hand; the log and a tablespace are inside.</summary>
    [TestCase("--gzip", "var/lib/postgresql/15/main")]
    [TestCase("--sort=name", "")]
    public async Task A_data_directory_that_was_packed_by_hand_comes_back(string option, string folder)
    {
        var copy = await _made.CopyAsync(_made.Unlisted);
        var path = await PackAsync(copy, folder, option, "--dereference");
        var source = await BackupSources.OpenAsync(path, BackupSourceOptions.None, default);
        Assert.That((await source.ListAsync(default)).Single().Format, Is.EqualTo(BackupFormat.PgBaseBackup));
        await using var run = await LogRun.BeginAsync(source, RecoveryTarget.Latest);

        await run.RecoverAsync();

        Assert.That(await run.AskAsync("SELECT count(*) FROM pgbench_accounts"), Is.EqualTo("100000"));
    }

    [Test]
    public async Task A_tablespace_that_was_not_packed_along_is_missed()
    {
        var path = await PackAsync(await _made.CopyAsync(_made.Plain), "main", "--gzip");
        await using var run = await LogRun.BeginAsync(await BackupSources.OpenAsync(path, BackupSourceOptions.None, default), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1334"), refused.Message);
    }

    private static async Task<string> PackAsync(string copy, string folder, params string[] options)
    {
        var path = $"{copy}.packed";
        var outcome = await HostCommand.RunAsync(
            ["tar", "--create", .. options, "--file", path, "--directory", copy, folder.Length == 0 ? "--transform=s,^\\./,," : $"--transform=s,^\\.,{folder},", "."], default);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Errors);
        return path;
    }

    /// <summary>As in every copy by rsync of a server that was made from a base backup, which keeps that one's manifest.</summary>
    [Test]
    public async Task A_manifest_of_an_earlier_backup_is_not_used_and_said_to_be_there()
    {
        var copy = await _made.CopyAsync(_made.Unlisted);
        File.Copy(Path.Combine(_made.Plain, "backup_manifest"), Path.Combine(copy, "backup_manifest"));
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        await run.RecoverAsync();

        Assert.That(run.Replayed!.Deviations, Has.Some.Contains("of the earlier backup that the server was made from").And.Some.Contains("has no backup_manifest"));
    }

    [Test]
    public async Task One_changed_digit_of_the_label_does_not_make_the_manifest_anothers()
    {
        var copy = await _made.CopyAsync(_made.Plain);
        var label = Path.Combine(copy, "backup_label");
        var text = await File.ReadAllTextAsync(label);
        await ChangedByte.FlipAsync(label, text.IndexOf("LOCATION: ", StringComparison.Ordinal) + "LOCATION: ".Length);
        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.FetchAsync)!;

        Assert.That(refused.Code, Is.EqualTo("DR1311"), refused.Message);
        Assert.That(refused.Statement, Does.Contain("backup_label"));
    }

    /// <summary>Every server that was once a standby or restored goes on along a timeline of its own, and its backups begin there.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_backup_of_a_server_that_was_promoted_comes_back(bool hasHistory)
    {
        await using var first = await LogRun.BeginAsync(new BackupFolderSource(_made.Plain), RecoveryTarget.Latest);
        await first.RecoverAsync();
        var promoted = first.Recovery.Server!;
        var copy = Directory.CreateTempSubdirectory("drdrills-promoted-");
        try
        {
            copy.UnixFileMode = (UnixFileMode)0b111_111_111;
            var backup = Path.Combine(copy.FullName, "backup");
            var taken = await promoted.Tools.RunAsync(
                new ToolInvocation("pg_basebackup", [
                    .. promoted.ToolConnectionArguments, "--checkpoint=fast", "--no-sync", "--wal-method=stream", "--format=tar", $"--pgdata={backup}",
                ]),
                default);
            Assert.That(taken.ExitCode, Is.Zero, taken.Errors);
            if (!hasHistory)
            {
                var removed = await HostCommand.RunAsync(
                    ["sh", "-c", "cd \"$1\" && mkdir log && tar -xf pg_wal.tar -C log && rm log/00000002.history && tar -cf pg_wal.tar -C log . && rm -r log", "sh", backup], default);
                Assert.That(removed.ExitCode, Is.Zero, removed.Errors);
            }

            await using var second = await LogRun.BeginAsync(new BackupFolderSource(backup), RecoveryTarget.Latest);
            await second.RecoverAsync();

            Assert.That(await second.AskAsync("SELECT count(*) FROM pgbench_accounts"), Is.EqualTo("100000"));
            Assert.That(await second.AskAsync("SELECT timeline_id::text FROM pg_control_checkpoint()"), Is.EqualTo("3"));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Without_a_manifest_the_pages_of_databases_that_are_not_verified_are_read(bool damaged)
    {
        var copy = await _made.CopyAsync(_made.Unlisted);
        if (damaged)
        {
            // Flags of the second page: this source keeps no data checksums, which would tell a changed bit anywhere.
            await ChangedByte.FlipAsync(Path.Combine(copy, _made.FileBeside), 8192 + 11);
        }

        await using var run = await LogRun.BeginAsync(new BackupFolderSource(copy), RecoveryTarget.Latest);

        if (damaged)
        {
            var refused = Assert.ThrowsAsync<BackupUnreadableException>(run.RecoverAsync)!;
            Assert.That(refused.Code, Is.EqualTo("DR1337"), refused.Message);
            Assert.That(refused.Statement, Does.Contain("database 'beside'").And.Contain("table public.t: error XX001").And.Contain("block 1"));
            return;
        }

        await run.RecoverAsync();
        Assert.That(run.Replayed!.Deviations, Has.Some.Contains("every page of the other databases was read: 'beside', 'postgres', 'template1'"));
    }

    [Test]
    public async Task What_a_source_did_otherwise_than_planned_is_told()
    {
        await using var run = await LogRun.BeginAsync(new AskedAgain(_made.Packed), RecoveryTarget.Immediate);

        await run.RecoverAsync();

        Assert.That(run.Replayed!.Deviations, Does.Contain(AskedAgain.Told));
    }

    /// <summary>A place whose transfers had to be asked for again.</summary>
    private sealed class AskedAgain(string folder) : IBackupSource
    {
        public const string Told = "base.tar.gz was asked for again";

        private readonly BackupFolderSource _source = new(folder);

        public string Location => _source.Location;

        public IReadOnlyList<string> Deviations => [Told];

        public Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken) => _source.ListAsync(cancellationToken);

        public Task<ByteCount> FetchAsync(
            BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken) =>
            _source.FetchAsync(backup, destination, progress, cancellationToken);
    }
}
