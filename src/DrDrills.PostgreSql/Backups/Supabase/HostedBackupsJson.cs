using System.Globalization;
using System.Text.Json;

namespace DrDrills.PostgreSql.Backups.Supabase;

/// <summary>Reads the Management API's list of backups (<c>GET /v1/projects/{ref}/database/backups</c>, as published in 2026).</summary>
internal static class HostedBackupsJson
{
    /// <exception cref="JsonException">It is no JSON, or not this list.</exception>
    public static HostedBackups Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = Object(document.RootElement);
        var physical = root.TryGetProperty("physical_backup_data", out var data) && data.ValueKind == JsonValueKind.Object ? data : default;
        return new HostedBackups(
            root.TryGetProperty("region", out var region) && region.ValueKind == JsonValueKind.String ? region.GetString()! : "unknown",
            [.. List(root).Select(Backup).OrderByDescending(backup => backup.TakenAt)],
            root.TryGetProperty("pitr_enabled", out var pitr) && pitr.ValueKind == JsonValueKind.True,
            Instant(physical, "earliest_physical_backup_date_unix"),
            Instant(physical, "latest_physical_backup_date_unix"));
    }

    private static IEnumerable<JsonElement> List(JsonElement root) =>
        !root.TryGetProperty("backups", out var list) ? throw new JsonException("'backups' is missing")
        : list.ValueKind switch
        {
            JsonValueKind.Array => list.EnumerateArray(),
            JsonValueKind.Null => [],
            _ => throw new JsonException("'backups' is no list"),
        };

    private static HostedBackup Backup(JsonElement element)
    {
        var entry = Object(element);
        return entry.TryGetProperty("inserted_at", out var inserted) && inserted.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(
                inserted.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new HostedBackup(
                at,
                entry.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String ? status.GetString()! : "unknown",
                entry.TryGetProperty("is_physical_backup", out var physical) && physical.ValueKind == JsonValueKind.True)
            : throw new JsonException("a backup has no 'inserted_at' that is an instant");
    }

    private static DateTimeOffset? Instant(JsonElement data, string member) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(member, out var value) && value.TryGetInt64(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static JsonElement Object(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element : throw new JsonException("an object was expected");
}
