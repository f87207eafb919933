using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DrDrills.Errors;

namespace DrDrills.Reporting.Index;

/// <summary>The index of a run as a JSON file: indented, LF, UTF-8, camel case.</summary>
public static class RunIndexJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The index as text, ending in a line feed.</summary>
    /// <param name="index">What to write.</param>
    public static string Format(RunIndex index) => JsonSerializer.Serialize(index, _options) + "\n";

    /// <summary>Writes the index into its run's folder, through a temporary name; it is made anew after every report.</summary>
    /// <param name="index">What to write.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="cancellationToken">Ends the writing early.</param>
    public static async Task WriteAsync(RunIndex index, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.FullName, RunIndex.FileName);
        await File.WriteAllTextAsync(path + ".partial", Format(index), cancellationToken).ConfigureAwait(false);
        File.Move(path + ".partial", path, overwrite: true);
    }

    /// <summary>Reads the index of a run's folder.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="EvidenceNotWrittenException">There is no index, or none of a known schema version.</exception>
    public static async Task<RunIndex> ReadAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.FullName, RunIndex.FileName);
        try
        {
            return Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EvidenceNotWrittenException(
                "DR5106", path, $"The index of a run '{path}' cannot be read: {e.Message}", "is it the folder of a finished run?", cause: e);
        }
    }

    /// <summary>Reads an index from its text.</summary>
    /// <exception cref="JsonException">It is no index of a known schema version.</exception>
    public static RunIndex Parse(string text) =>
        JsonSerializer.Deserialize<RunIndex>(text, _options) is { Schema: RunIndex.SchemaVersion } index
            ? index
            : throw new JsonException($"the schema is not '{RunIndex.SchemaVersion}'");
}
