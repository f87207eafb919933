using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers;
using DrDrills.PostgreSql.Tools;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>The backups of one stanza in a repository of pgBackRest: full, differential, incremental, packed, encrypted.</summary>
/// <remarks>
/// Everything is read by pgBackRest itself: <see cref="PgBackRestVerify"/> before the restore, and again by the restore, which compares each file
/// that it brings with the checksum it had when it was taken. Nothing is written into the repository.
/// </remarks>
internal sealed partial class PgBackRestSource(string location, BackupSourceOptions options) : ILoggedBackupSource
{
    /// <summary>How a file begins that pgBackRest encrypted.</summary>
    private static readonly byte[] Salted = "Salted__"u8.ToArray();

    private readonly Dictionary<BackupId, PgBackRestInfo> _listed = [];

    public string Location => location;

    public IReadOnlyList<string> Deviations { get; private set; } = [];

    private string Stanza => StanzasIn(location) switch
    {
        [] => throw new BackupNotFoundException(
            Directory.Exists(location) ? "DR1122" : "DR1121",
            location,
            Directory.Exists(location)
                ? $"No repository of pgBackRest is at '{location}': no 'backup/STANZA/backup.info' is in it."
                : $"No repository of pgBackRest is at '{location}': there is no such folder.",
            "is this the folder that repo1-path names, and is the disk mounted?"),
        [var only] when options.Stanza is null || options.Stanza == only => only,
        var several when options.Stanza is { } named && several.Contains(named) => named,
        var several => throw new ConfigurationInvalidException("The command line", [
            options.Stanza is { } unknown
                ? $"'{location}' holds no stanza '{unknown}'; it holds {string.Join(", ", several)}."
                : $"'{location}' holds {several.Count} stanzas; name one of them with --stanza: {string.Join(", ", several)}.",
        ]),
    };

    /// <summary>Names of the systems that have backups in a folder.</summary>
    public static IReadOnlyList<string> StanzasIn(string location) =>
        Directory.Exists(Path.Combine(location, "backup"))
            ? [.. Directory.EnumerateDirectories(Path.Combine(location, "backup"))
                .Where(folder => File.Exists(Path.Combine(folder, "backup.info")))
                .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
            : [];

    public async Task<IReadOnlyList<BackupDescriptor>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var stanza = Stanza;
        var program = Program(stanza);
        var version = await PgBackRestProgram.VersionAsync(cancellationToken).ConfigureAwait(false);
        var outcome = await program.RunAsync("info", ["--output=json"], cancellationToken).ConfigureAwait(false);
        var backups = await ParseAsync(program, stanza, outcome, cancellationToken).ConfigureAwait(false);
        if (backups.Count == 0)
        {
            throw new BackupNotFoundException(
                "DR1123", location, $"Stanza '{stanza}' in '{location}' holds no backup.", "has 'pgbackrest backup' ever ended without an error?");
        }

        _listed.Clear();
        foreach (var backup in backups)
        {
            _listed[new BackupId(backup.Label)] = backup;
        }

        return [.. backups.Select(backup => new BackupDescriptor
        {
            Id = new BackupId(backup.Label),
            Format = BackupFormat.PgBackRest,
            Location = Path.Combine(location, "backup", stanza, backup.Label),
            Tool = $"pgBackRest {version}, {backup.Kind}",
            TakenAt = backup.EndedAt,
            Size = backup.Size,
        })];
    }

    public async Task<ByteCount> FetchAsync(
        BackupDescriptor backup, DirectoryInfo destination, IProgress<ByteCount>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Directory.Exists(backup.Location))
        {
            throw new BackupNotFoundException(
                "DR1124",
                backup.Id.Value,
                $"Backup '{backup.Id}' was listed in '{location}' but is not there any more.",
                "does 'pgbackrest expire' run while a drill does?");
        }

        var program = Program(Stanza);
        Deviations = await new PgBackRestVerify(program, backup, NotNeededFor(backup)).AskAsync(cancellationToken).ConfigureAwait(false);
        var data = destination.CreateSubdirectory("data");
        var locks = destination.CreateSubdirectory(".lock");
        await RunFolder.GiveToServerAsync([destination.FullName, data.FullName, locks.FullName], false, cancellationToken).ConfigureAwait(false);
        var outcome = await program.RunAsync(
            "restore",
            [
                $"--set={backup.Id}", $"--pg1-path={data.FullName}", $"--lock-path={locks.FullName}", "--archive-mode=off", "--type=immediate",
                $"--tablespace-map-all={Path.Combine(destination.FullName, "tablespaces")}", "--job-retry=0", "--log-level-console=detail",
                string.Create(CultureInfo.InvariantCulture, $"--process-max={PgBackRestProgram.Processes}"),
            ],
            cancellationToken,
            PgBackRestProgram.LongestTransfer,
            line => Note(line, backup.Size, progress)).ConfigureAwait(false);
        locks.Delete(recursive: true);
        return outcome.ExitCode == 0
            ? BackupFiles.SizeOf(destination.FullName)
            : throw PgBackRestDamage.Of(backup, outcome);
    }

    public PhysicalFacts FactsOf(BackupDescriptor backup)
    {
        var known = _listed[backup.Id];
        return new PhysicalFacts(known.Needs, known.SegmentBytes)
        {
            ComparesFiles = true,
            Deviations = known.HasPageErrors
                ? [$"pgBackRest met pages with wrong checksums at the source when it took backup '{backup.Id}' ('error' in pgbackrest info)"]
                : [],
        };
    }

    public ILogArchive LogOf(BackupDescriptor backup, DirectoryInfo fetched)
    {
        var known = _listed[backup.Id];
        var stanza = Stanza;
        return new PgBackRestLog(
            Program(stanza),
            new DirectoryInfo(Path.Combine(location, "archive", stanza, known.Archive)),
            new DirectoryInfo(Path.Combine(fetched.FullName, "data")),
            known.SegmentBytes);
    }

    /// <summary>Shows neither the pass phrase nor that there is one.</summary>
    public override string ToString() => $"pgBackRest repository '{location}'";

    private PgBackRestProgram Program(string stanza)
    {
        var head = new byte[Salted.Length];
        using (var info = new FileStream(Path.Combine(location, "backup", stanza, "backup.info"), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            info.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }

        if (!head.AsSpan().SequenceEqual(Salted))
        {
            return new PgBackRestProgram(location, stanza, null);
        }

        return options.Key is { } passphrase ? new PgBackRestProgram(location, stanza, passphrase) : throw new VerificationImpossibleException(
            "DR4133",
            location,
            $"The repository '{location}' is encrypted, and no pass phrase was given.",
            "name where it is kept: --key env:NAME, file:PATH or oci-vault:SECRET_OCID (repo1-cipher-pass of the source's configuration).");
    }

    private async Task<IReadOnlyList<PgBackRestInfo>> ParseAsync(
        PgBackRestProgram program, string stanza, ToolOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return outcome.ExitCode == 0 ? PgBackRestInfo.Parse(outcome.Output) : throw new FormatException(FirstError(outcome));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException)
        {
            throw await KeyFitsAsync(program, stanza, cancellationToken).ConfigureAwait(false)
                ? new BackupUnreadableException(
                    "DR1341",
                    location,
                    $"pgBackRest cannot tell what stanza '{stanza}' in '{location}' holds: {e.Message}",
                    "are 'backup.info' and 'backup.info.copy' damaged, or made by a newer pgBackRest than the installed one?",
                    cause: e)
                : new VerificationImpossibleException(
                    "DR4134",
                    location,
                    $"The pass phrase does not open the repository '{location}'.",
                    "is it that of this repository (repo1-cipher-pass of the source's configuration)?",
                    cause: e);
        }
    }

    /// <summary>Whether another file under the same pass phrase opens: then the first one is damaged, and the pass phrase is right.</summary>
    private static async Task<bool> KeyFitsAsync(PgBackRestProgram program, string stanza, CancellationToken cancellationToken)
    {
        if (!program.IsEncrypted)
        {
            return true;
        }

        foreach (var file in new[] { "archive.info", "archive.info.copy" })
        {
            var read = await program.RunAsync("repo-get", [$"archive/{stanza}/{file}"], cancellationToken).ConfigureAwait(false);
            if (read.ExitCode == 0 && read.Output.StartsWith('['))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first line that says what went wrong, with the next where it only announces that.</summary>
    internal static string FirstError(ToolOutcome outcome)
    {
        var lines = (outcome.Errors + "\n" + outcome.Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var at = Array.FindIndex(lines, line => line.Contains("ERROR:", StringComparison.Ordinal));
        return at < 0 ? string.Create(CultureInfo.InvariantCulture, $"exit code {outcome.ExitCode}")
            : lines[at].EndsWith(':') && at + 1 < lines.Length ? $"{lines[at]} {lines[at + 1][Math.Max(0, lines[at + 1].IndexOf('[', StringComparison.Ordinal))..]}"
            : lines[at];
    }

    /// <summary>Backups that a restore of one does not read.</summary>
    private List<string> NotNeededFor(BackupDescriptor backup) =>
        [.. _listed.Values.Select(known => known.Label).Except([backup.Id.Value, .. _listed[backup.Id].References])];

    private static void Note(string line, ByteCount size, IProgress<ByteCount>? progress)
    {
        if (RestoredFile().Match(line) is { Success: true } file)
        {
            progress?.Report(new ByteCount((long)(size.Bytes * double.Parse(file.Groups["percent"].Value, CultureInfo.InvariantCulture) / 100)));
        }
    }

    [GeneratedRegex(@"restore file /.* \([^,()]+, (?<percent>[0-9.]+)%\)")]
    private static partial Regex RestoredFile();
}
