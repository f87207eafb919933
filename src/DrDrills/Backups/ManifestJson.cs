using System.Text.Json;
using System.Text.Json.Serialization;
using DrDrills.Errors;

namespace DrDrills.Backups;

/// <summary>Manifests as JSON files: indented, LF, UTF-8, camel case.</summary>
public static class ManifestJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a manifest through a temporary name, so that a killed run leaves no half of one.</summary>
    public static async Task WriteAsync(BackupManifest manifest, string path, CancellationToken cancellationToken)
    {
        var partial = path + ".partial";
        await File.WriteAllTextAsync(partial, JsonSerializer.Serialize(manifest, Options) + "\n", cancellationToken)
            .ConfigureAwait(false);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ManifestInvalidException">The file is absent, is not JSON, lacks a member, or has another schema version.</exception>
    public static async Task<BackupManifest> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            return Parse(text, path);
        }
        catch (IOException e)
        {
            throw new ManifestInvalidException(
                "DR1201", path, $"Manifest '{path}' cannot be read: {e.Message}", "name the manifest with --manifest.", cause: e);
        }
    }

    /// <summary>Reads a manifest from its text; <paramref name="path"/> only names it in errors.</summary>
    /// <exception cref="ManifestInvalidException">The text is not a manifest of a known schema version.</exception>
    public static BackupManifest Parse(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var schema = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("schema", out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
            if (schema != BackupManifest.SchemaVersion)
            {
                throw new ManifestInvalidException(
                    "DR1202",
                    path,
                    $"Manifest '{path}' has schema '{schema ?? "none"}'; expected '{BackupManifest.SchemaVersion}'.",
                    "was the file made by another version of DrDrills, or is it another kind of file?");
            }

            return document.Deserialize<BackupManifest>(Options)
                ?? throw new JsonException("the document is null");
        }
        catch (JsonException e)
        {
            throw new ManifestInvalidException(
                "DR1203", path, $"Manifest '{path}' is not a manifest: {e.Message}", "take it again with 'drdrills manifest'.", cause: e);
        }
    }
}
