using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrDrills.Reporting.Progress;

/// <summary>One line of a run's <c>progress.jsonl</c>: told to whoever watches, never evidence.</summary>
/// <param name="At">UTC.</param>
/// <param name="Drill">The drill's identity.</param>
/// <param name="Event">What happened.</param>
public sealed record ProgressEvent(DateTimeOffset At, string Drill, ProgressKind Event)
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "progress.jsonl";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <value>The stage, in words: "declare incident"; or the verification's identity.</value>
    public string? Stage { get; init; }

    /// <value>Seconds on the drill's monotonic clock: length of what ended.</value>
    public double? Seconds { get; init; }

    /// <value>How it ended: "completed", "skipped", "passed", "failed" ….</value>
    public string? Verdict { get; init; }

    /// <value>In counts: "8 files, 31.2 MiB"; or why.</value>
    public string? Detail { get; init; }

    /// <value>True at the end of a negative control, whose verdict should be failed; else null.</value>
    public bool? NegativeControl { get; init; }

    /// <value>Units done, for <see cref="ProgressKind.Progress"/>.</value>
    public long? Done { get; init; }

    /// <value>Units in all, where known.</value>
    public long? Total { get; init; }

    /// <value>bytes, rows, tables, objects.</value>
    public string? Unit { get; init; }

    /// <summary>As one line of JSON, without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, _json);

    /// <summary>Reads one line; null where it is none, such as one of a newer version.</summary>
    public static ProgressEvent? FromLine(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ProgressEvent>(line, _json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
