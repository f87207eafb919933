using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DrDrills.Errors;

namespace DrDrills.Reporting.History;

/// <summary>A run beside the runs before it (<c>drdrills.regressions/v1</c>); written before the run is sealed, and sealed with it.</summary>
/// <param name="Schema">Always <see cref="SchemaVersion"/>.</param>
/// <param name="RunId">The run.</param>
/// <param name="ComparedRuns">How many earlier runs were looked at; with few, nothing is found.</param>
/// <param name="Findings">Stages slower than their own history explains.</param>
public sealed record RunRegressions(string Schema, string RunId, int ComparedRuns, IReadOnlyList<RunRegression> Findings)
{
    /// <summary>The schema version that this build writes and reads.</summary>
    public const string SchemaVersion = "drdrills.regressions/v1";

    /// <summary>The file's name in a run's folder.</summary>
    public const string FileName = "regressions.json";

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Holds a run against the runs before it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="points">Its drills.</param>
    /// <param name="earlier">Drills of other runs; those that ended later are left out.</param>
    public static RunRegressions Of(string runId, IReadOnlyList<HistoryPoint> points, IReadOnlyList<HistoryPoint> earlier)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(earlier);
        var end = points.Select(point => point.EndedAt).DefaultIfEmpty(DateTimeOffset.MinValue).Min();
        var before = earlier.Where(point => point.RunId != runId && point.EndedAt < end).ToList();
        return new RunRegressions(
            SchemaVersion,
            runId,
            before.Select(point => point.RunId).Distinct().Count(),
            [.. DrillHistory.Of([.. before, .. points]).Where(drill => drill.Points[^1].RunId == runId).SelectMany(drill => drill.Regressions())]);
    }

    /// <summary>As text, ending in a line feed.</summary>
    public string Format() => JsonSerializer.Serialize(this, _options) + "\n";

    /// <summary>Writes it into the run's folder.</summary>
    public Task WriteAsync(DirectoryInfo folder, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder.FullName, FileName), Format(), cancellationToken);

    /// <summary>Reads the findings of a run's folder; none where it was never held against others.</summary>
    /// <exception cref="EvidenceNotWrittenException">The file is none of a known schema version.</exception>
    public static async Task<IReadOnlyList<RunRegression>> ReadAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Path.Combine(folder.FullName, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<RunRegressions>(
                await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), _options) is { Schema: SchemaVersion } read
                ? read.Findings
                : throw new JsonException($"the schema is not '{SchemaVersion}'");
        }
        catch (JsonException e)
        {
            throw new EvidenceNotWrittenException(
                "DR5119", path, $"The regressions of a run '{path}' cannot be read: {e.Message}", "'drdrills evidence verify' names what was changed.", cause: e);
        }
    }
}
