using System.Text.Json;
using DrDrills.Backups;
using DrDrills.Errors;

namespace DrDrills.PostgreSql.Backups.BaseBackup;

/// <summary>The log that a base backup needs to become consistent, as its own <c>backup_manifest</c> says.</summary>
/// <param name="Timeline">Timeline it was taken on.</param>
/// <param name="Start">First position.</param>
/// <param name="End">First position after.</param>
internal sealed record BaseBackupLabel(int Timeline, Lsn Start, Lsn End)
{
    /// <summary>Written by pg_basebackup since PostgreSQL 13.</summary>
    public const string FileName = "backup_manifest";

    /// <exception cref="BackupUnreadableException">There is none, or it is damaged (<c>DR1312</c>).</exception>
    public static async Task<BaseBackupLabel> ReadAsync(string folder, string backupId, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName);
        try
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
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new BackupUnreadableException(
                "DR1312",
                backupId,
                $"Base backup '{backupId}' does not say which log it needs: '{FileName}' cannot be read ({e.Message}).",
                "was it taken by pg_basebackup of PostgreSQL 13 or newer, with its manifest?",
                cause: e);
        }
    }
}
