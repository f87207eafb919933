using System.Text.Json;
using System.Text.Json.Serialization;
using DrDrills.Errors;

namespace DrDrills.Backups;

/// <summary>File manifests as JSON files: indented, LF, UTF-8, camel case.</summary>
public static class FileManifestJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a manifest through a temporary name, so that a killed run leaves no half of one.</summary>
    public static async Task WriteAsync(FileManifest manifest, string path, CancellationToken cancellationToken)
    {
        var partial = path + ".partial";
        await File.WriteAllTextAsync(partial, JsonSerializer.Serialize(manifest, Options) + "\n", cancellationToken).ConfigureAwait(false);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ManifestInvalidException">The file cannot be read (<c>DR4201</c>), is of another schema (<c>DR4202</c>) or no file manifest (<c>DR4203</c>).</exception>
    public static async Task<FileManifest> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ManifestInvalidException(
                "DR4201", path, $"File manifest '{path}' cannot be read: {e.Message}", "does the file exist, and may this user read it?", cause: e);
        }
    }

    /// <summary>Reads a manifest from its text; <paramref name="path"/> only names it in errors.</summary>
    /// <exception cref="ManifestInvalidException">It is of another schema (<c>DR4202</c>) or no file manifest (<c>DR4203</c>).</exception>
    public static FileManifest Parse(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var schema = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("schema", out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
            return schema == FileManifest.SchemaVersion
                ? document.Deserialize<FileManifest>(Options) ?? throw new JsonException("the document is null")
                : throw new ManifestInvalidException(
                    "DR4202",
                    path,
                    $"File manifest '{path}' has schema '{schema ?? "none"}'; expected '{FileManifest.SchemaVersion}'.",
                    "was the file made by another version of DrDrills, or is it another kind of file?");
        }
        catch (JsonException e)
        {
            throw new ManifestInvalidException(
                "DR4203", path, $"File manifest '{path}' is not a file manifest: {e.Message}", "list the files of the volume again.", cause: e);
        }
    }
}
