using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DrDrills.Backups;
using DrDrills.Errors;
using DrDrills.PostgreSql.Servers.Local;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The log that a base backup needs to become consistent, as its own <c>backup_manifest</c> or <c>backup_label</c> says.</summary>
/// <param name="Timeline">Timeline it was taken on.</param>
/// <param name="Start">First position.</param>
/// <param name="End">First position after; null where only the log itself says it.</param>
internal sealed partial record BaseBackupLabel(int Timeline, Lsn Start, Lsn? End)
{
    /// <value>Where the backup began that an incremental one builds on; null for a full one, and where only the manifest was read.</value>
    public (int Timeline, Lsn Lsn)? BuildsOn { get; init; }

    /// <summary>Written by pg_basebackup since PostgreSQL 13.</summary>
    public const string FileName = "backup_manifest";

    /// <summary>Whether bytes are the beginning of that file.</summary>
    public static bool IsManifest(ReadOnlySpan<byte> head) =>
        head[..Math.Min(head.Length, 256)].IndexOf("\"PostgreSQL-Backup-Manifest-Version\""u8) >= 0;

    /// <summary>Written into every base backup: where a server that is started on it begins to replay.</summary>
    public const string LabelName = "backup_label";

    /// <summary>Reads the manifest where there is one, else the label.</summary>
    /// <param name="folder">The data directory.</param>
    /// <param name="backupId">Name of the backup.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BackupUnreadableException">There is neither, or it is damaged (<c>DR1312</c>).</exception>
    public static async Task<BaseBackupLabel> ReadAsync(string folder, string backupId, CancellationToken cancellationToken)
    {
        if (!IsIn(new DirectoryInfo(folder)))
        {
            throw new BackupUnreadableException(
                "DR1312",
                backupId,
                $"Base backup '{backupId}' holds neither '{FileName}' nor '{LabelName}', and its server had not been stopped: nothing says from which log its files come to fit together.",
                "was it taken by pg_basebackup or between pg_backup_start and pg_backup_stop? A plain copy of a running server is no backup.");
        }

        var name = File.Exists(Path.Combine(folder, FileName)) ? FileName : LabelName;
        var path = Path.Combine(folder, name);
        try
        {
            return name == FileName
                ? await ReadManifestAsync(path, cancellationToken).ConfigureAwait(false)
                : ParseLabel(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new BackupUnreadableException(
                "DR1312",
                backupId,
                $"Base backup '{backupId}' does not say which log it needs: '{name}' cannot be read ({e.Message}).",
                "was it taken by pg_basebackup or between pg_backup_start and pg_backup_stop? A plain copy of a running server is no backup.",
                cause: e);
        }
    }

    /// <summary>
    /// What a label would say of a copy of a server that had been stopped: it has none and needs none, since a server goes on from its last checkpoint.
    /// </summary>
    /// <param name="control">Of the copy.</param>
    public static BaseBackupLabel OfStopped(ControlData control)
    {
        var behind = new Lsn(control.CheckpointStart.Value + 1);
        return new BaseBackupLabel(control.Timeline, control.CheckpointStart, control.MinimumEnd > behind ? control.MinimumEnd : behind);
    }

    /// <summary>Whether a data directory has either.</summary>
    public static bool IsIn(DirectoryInfo data) => File.Exists(Path.Combine(data.FullName, FileName)) || File.Exists(Path.Combine(data.FullName, LabelName));

    /// <summary>
    /// Whether pg_basebackup made it, as its label and manifest show, or the label that it gives unless it is told another: it brings tablespaces along, and
    /// its links lead to where it put them.
    /// </summary>
    public static async Task<bool> IsByProgramAsync(string data, CancellationToken cancellationToken) => Path.Combine(data, LabelName) is var label && File.Exists(label)
        && ((await File.ReadAllTextAsync(label, cancellationToken).ConfigureAwait(false)).Contains("\nLABEL: pg_basebackup ", StringComparison.Ordinal)
            || (File.Exists(Path.Combine(data, FileName)) && !await HasManifestOfAnotherAsync(data, cancellationToken).ConfigureAwait(false)));

    /// <summary>Reads a <c>backup_label</c>; where the backup ends, it does not say.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static BaseBackupLabel ParseLabel(string text)
    {
        var start = StartLine().Match(text);
        var timeline = TimelineLine().Match(text);
        return !start.Success ? throw new FormatException("it has no line 'START WAL LOCATION'") : new BaseBackupLabel(
            int.Parse(
                timeline.Success ? timeline.Groups[1].Value : start.Groups["file"].Value[..8],
                timeline.Success ? NumberStyles.None : NumberStyles.HexNumber,
                CultureInfo.InvariantCulture),
            Lsn.Parse(start.Groups["lsn"].Value),
            null)
        {
            BuildsOn = IncrementalFrom().Match(text) is { Success: true } other
                ? (int.Parse(other.Groups["timeline"].Value, CultureInfo.InvariantCulture), Lsn.Parse(other.Groups["lsn"].Value))
                : null,
        };
    }

    /// <summary>
    /// Whether the manifest in a folder is of an earlier backup than the label: a server that was made from a base backup keeps its manifest, and a copy of its
    /// files brings that along. Both positions of the label lie behind the manifest's then, which one changed byte of either cannot feign.
    /// </summary>
    public static async Task<bool> HasManifestOfAnotherAsync(string folder, CancellationToken cancellationToken)
    {
        var (manifest, label) = (Path.Combine(folder, FileName), Path.Combine(folder, LabelName));
        if (!File.Exists(manifest) || !File.Exists(label))
        {
            return false;
        }

        try
        {
            var text = await File.ReadAllTextAsync(label, cancellationToken).ConfigureAwait(false);
            var (own, of) = (ParseLabel(text), await ReadManifestAsync(manifest, cancellationToken).ConfigureAwait(false));
            return own.Start != of.Start && own.Start >= of.End
                && CheckpointLine().Match(text) is { Success: true } checkpoint && Lsn.Parse(checkpoint.Groups["lsn"].Value) >= of.End;
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or FormatException or ArgumentException)
        {
            // Damaged: told where they are read.
            return false;
        }
    }

    /// <summary>
    /// Likewise of a copy that has no label, because its server had been stopped: whether the manifest in it is of a backup that ended before it was.
    /// </summary>
    /// <param name="data">The data directory.</param>
    /// <param name="control">Reads its control file, where it comes to that.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<bool> HasManifestFromBeforeStopAsync(DirectoryInfo data, Func<Task<ControlData>> control, CancellationToken cancellationToken)
    {
        var manifest = Path.Combine(data.FullName, FileName);
        if (!File.Exists(manifest) || File.Exists(Path.Combine(data.FullName, LabelName)))
        {
            return false;
        }

        try
        {
            var of = await ReadManifestAsync(manifest, cancellationToken).ConfigureAwait(false);
            var now = await control().ConfigureAwait(false);
            return now.IsShutDown && now.CheckpointStart >= of.End;
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or FormatException or ArgumentException)
        {
            // Damaged: told where it is read.
            return false;
        }
    }

    /// <summary>The label of a base backup that lies on this machine, or null where it has none that can be read as it lies.</summary>
    public static BaseBackupLabel? Of(BackupPayload? payload)
    {
        try
        {
            return TextOf(payload) is { } text ? ParseLabel(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>UTC instant at which a base backup began, where its label says it in that zone; else null, as for other backups.</summary>
    public static DateTimeOffset? StartOf(BackupPayload? payload) => StartIn(TextOf(payload));

    /// <inheritdoc cref="StartOf(BackupPayload)"/>
    public static DateTimeOffset? StartOf(BaseBackupTars tars) => StartIn(tars.Label);

    private static DateTimeOffset? StartIn(string? label) =>
        StartTime().Match(label ?? "") is { Success: true } line
        && DateTimeOffset.TryParse(line.Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : null;

    private static string? TextOf(BackupPayload? payload) =>
        payload?.Tars is { } tars ? tars.Label
        : payload?.Format == BackupFormat.PgBaseBackup && Path.Combine(payload.Path, LabelName) is var path && File.Exists(path) ? File.ReadAllText(path)
        : null;

    private static async Task<BaseBackupLabel> ReadManifestAsync(string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using var _ = stream.ConfigureAwait(false);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
        var ranges = document.RootElement.GetProperty("WAL-Ranges").EnumerateArray().ToList();
        return new BaseBackupLabel(
            ranges[^1].GetProperty(nameof(Timeline)).GetInt32(),
            Lsn.Parse(ranges[0].GetProperty("Start-LSN").GetString()!),
            Lsn.Parse(ranges[^1].GetProperty("End-LSN").GetString()!));
    }

    [GeneratedRegex(@"^START WAL LOCATION: (?<lsn>[0-9A-F]+/[0-9A-F]+) \(file (?<file>[0-9A-F]{24})\)", RegexOptions.Multiline)]
    private static partial Regex StartLine();

    [GeneratedRegex(@"^CHECKPOINT LOCATION: (?<lsn>[0-9A-F]+/[0-9A-F]+)", RegexOptions.Multiline)]
    private static partial Regex CheckpointLine();

    [GeneratedRegex(@"^INCREMENTAL FROM LSN: (?<lsn>[0-9A-F]+/[0-9A-F]+)\s+INCREMENTAL FROM TLI: (?<timeline>\d+)", RegexOptions.Multiline)]
    private static partial Regex IncrementalFrom();

    [GeneratedRegex(@"^START TIMELINE: (\d+)", RegexOptions.Multiline)]
    private static partial Regex TimelineLine();

    [GeneratedRegex(@"^START TIME: (\d{4,}-\d\d-\d\d \d\d:\d\d:\d\d) (?:UTC|GMT|Etc/UTC)\s*$", RegexOptions.Multiline)]
    private static partial Regex StartTime();
}
