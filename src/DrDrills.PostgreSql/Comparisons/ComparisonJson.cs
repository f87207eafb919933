using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrDrills.PostgreSql.Comparisons;

/// <summary>Comparisons as JSON: indented, LF, UTF-8, camel case.</summary>
public static class ComparisonJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The document, with a line feed at its end.</summary>
    public static string Format(Comparison comparison) => JsonSerializer.Serialize(comparison, Options) + "\n";
}
