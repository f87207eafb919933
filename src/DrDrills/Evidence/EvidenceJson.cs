using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using DrDrills.Errors;

namespace DrDrills.Evidence;

/// <summary>Evidence records as JSON files: indented, LF, UTF-8, camel case, units in names.</summary>
public static partial class EvidenceJson
{
    /// <summary>How the name of every record's file ends.</summary>
    public const string FileSuffix = ".evidence.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The record as text, ending in a line feed.</summary>
    public static string Format(EvidenceRecord record) => JsonSerializer.Serialize(record, Options) + "\n";

    /// <summary>Writes a record into a folder, through a temporary name, so that a killed run leaves no half of one.</summary>
    /// <returns>The file, named after the record.</returns>
    /// <exception cref="EvidenceNotWrittenException">The text carries what looks like a secret, the file exists, or the disk refuses it.</exception>
    public static async Task<FileInfo> WriteAsync(EvidenceRecord record, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var text = Format(record);
        var file = new FileInfo(Path.Combine(folder.FullName, FileName(record.RecordId)));
        if (Secret().Match(text) is { Success: true } match)
        {
            throw new EvidenceNotWrittenException(
                "DR5102",
                record.RecordId,
                $"Evidence record '{record.RecordId}' carries what looks like a credential in line {text[..match.Index].Count(c => c == '\n') + 1}; it was not written.",
                "which adapter put a location or a message with a credential into the run?");
        }

        var partial = file.FullName + ".partial";
        try
        {
            folder.Create();
            await File.WriteAllTextAsync(partial, text, cancellationToken).ConfigureAwait(false);
            File.Move(partial, file.FullName, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }

            throw new EvidenceNotWrittenException(
                "DR5101",
                file.FullName,
                $"Evidence record '{record.RecordId}' could not be written to '{file.FullName}': {e.Message}",
                "is there room, may this user write there, and is the run's folder a new one? A record is never overwritten.",
                cause: e);
        }

        file.Refresh();
        return file;
    }

    /// <summary>Reads a record.</summary>
    /// <exception cref="EvidenceNotWrittenException">The file is absent, or holds no record of a known schema version.</exception>
    public static async Task<EvidenceRecord> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceNotWrittenException(
                "DR5103", path, $"Evidence record '{path}' cannot be read: {e.Message}", "is it the folder of a finished run?", cause: e);
        }
    }

    /// <summary>Reads a record from its text; <paramref name="path"/> only names it in errors.</summary>
    /// <exception cref="EvidenceNotWrittenException">The text is no record of a known schema version.</exception>
    public static EvidenceRecord Parse(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var schema = root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("schema", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            return schema == EvidenceRecord.SchemaVersion
                ? root.Deserialize<EvidenceRecord>(Options) ?? throw new JsonException("the document is null")
                : throw new EvidenceNotWrittenException(
                    "DR5104",
                    path,
                    $"Evidence record '{path}' has schema '{schema ?? "none"}'; expected '{EvidenceRecord.SchemaVersion}'.",
                    "was it written by another version of DrDrills, or is it another kind of file?");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new EvidenceNotWrittenException(
                "DR5105", path, $"Evidence record '{path}' is not a record: {e.Message}", "was the file changed after the run?", cause: e);
        }
    }

    /// <summary>The name of a record's file: its id, with anything that is not a letter, digit, dot or hyphen as a hyphen.</summary>
    public static string FileName(string recordId) => NotInNames().Replace(recordId, "-") + FileSuffix;

    [GeneratedRegex("[^A-Za-z0-9.-]")]
    private static partial Regex NotInNames();

    // A URL with a password before its host, a connection string with one, or a private key.
    [GeneratedRegex("://[^/\\s:@\"]+:[^/\\s@\"]+@|\\b(password|pwd)\\s*=\\s*[^\\s;\"]|-----BEGIN [A-Z ]*PRIVATE KEY", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
