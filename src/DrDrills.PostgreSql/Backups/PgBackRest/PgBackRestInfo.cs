using System.Globalization;
using System.Text.Json;
using DrDrills.Backups;
using DrDrills.PostgreSql.Backups.BaseBackup;
using DrDrills.PostgreSql.Wal;

namespace DrDrills.PostgreSql.Backups.PgBackRest;

/// <summary>One backup as <c>pgbackrest info</c> tells of it.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Kind">full, diff or incr.</param>
/// <param name="Archive">Name of the folder that its log is in: <c>15-1</c>.</param>
/// <param name="FirstSegment">Name of the first segment that it needs.</param>
/// <param name="Start">First position that it needs.</param>
/// <param name="End">Where it is consistent.</param>
/// <param name="EndedAt">UTC instant of its end.</param>
/// <param name="Size">Bytes of what it restores.</param>
/// <param name="HasPageErrors">Whether the tool met pages with wrong checksums at the source.</param>
internal sealed record PgBackRestInfo(
    string Label, string Kind, string Archive, string FirstSegment, Lsn Start, Lsn End, DateTimeOffset EndedAt, ByteCount Size, bool HasPageErrors)
{
    /// <value>Earlier backups that keep files of this one.</value>
    public IReadOnlyList<string> References { get; private init; } = [];

    /// <summary>Status of a repository whose files cannot be read.</summary>
    private const int Unreadable = 99;

    private const long Smallest = 1 << 20;

    private const long Largest = 1 << 30;

    /// <summary>Size of a segment: the one at which the first position lies in the first segment.</summary>
    public long SegmentBytes
    {
        get
        {
            for (var size = Smallest; size <= Largest; size *= 2)
            {
                if (WalSegment.Of(Start, Timeline, size).FileName == FirstSegment)
                {
                    return size;
                }
            }

            throw new FormatException($"position {Start} lies in no segment '{FirstSegment}'");
        }
    }

    /// <summary>The log that it needs.</summary>
    public BaseBackupLabel Needs => new(Timeline, Start, End);

    private int Timeline => int.Parse(FirstSegment[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Reads the answer for one stanza; newest first.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    /// <exception cref="KeyNotFoundException">It lacks a part.</exception>
    /// <exception cref="FormatException">The tool could not read the repository, which it says with an exit code of 0.</exception>
    public static IReadOnlyList<PgBackRestInfo> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().SelectMany(Backups).OrderByDescending(backup => backup.EndedAt)];
    }

    private static IEnumerable<PgBackRestInfo> Backups(JsonElement stanza)
    {
        var unread = stanza.GetProperty("repo").EnumerateArray().Select(repository => repository.GetProperty("status"))
            .FirstOrDefault(status => status.GetProperty("code").GetInt32() == Unreadable);
        if (unread.ValueKind == JsonValueKind.Object)
        {
            // What follows the first line may be the file's own bytes.
            throw new FormatException(unread.GetProperty("message").GetString()?.Split('\n')[0].TrimEnd(':'));
        }

        var versions = stanza.GetProperty("db").EnumerateArray()
            .ToDictionary(db => db.GetProperty("id").GetInt32(), db => db.GetProperty("version").GetString());
        return stanza.GetProperty("backup").EnumerateArray().Select(backup =>
        {
            var id = backup.GetProperty("database").GetProperty("id").GetInt32();
            var lsn = backup.GetProperty("lsn");
            return new PgBackRestInfo(
                backup.GetProperty("label").GetString()!,
                backup.GetProperty("type").GetString()!,
                string.Create(CultureInfo.InvariantCulture, $"{versions[id]}-{id}"),
                backup.GetProperty("archive").GetProperty("start").GetString()!,
                Lsn.Parse(lsn.GetProperty("start").GetString()!),
                Lsn.Parse(lsn.GetProperty("stop").GetString()!),
                DateTimeOffset.FromUnixTimeSeconds(backup.GetProperty("timestamp").GetProperty("stop").GetInt64()),
                new ByteCount(backup.GetProperty("info").GetProperty("size").GetInt64()),
                backup.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.True)
            {
                References = backup.TryGetProperty("reference", out var references) && references.ValueKind == JsonValueKind.Array
                    ? [.. references.EnumerateArray().Select(label => label.GetString()!)]
                    : [],
            };
        });
    }
}
