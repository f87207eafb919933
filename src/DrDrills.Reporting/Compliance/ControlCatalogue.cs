using System.Text.Json;
using System.Text.Json.Serialization;
using DrDrills.Errors;

namespace DrDrills.Reporting.Compliance;

/// <summary>The clauses that evidence is laid beside (<c>drdrills.controls/v1</c>); one file, which a user may replace.</summary>
/// <param name="Schema">Always <see cref="SchemaVersion"/>.</param>
/// <param name="Reading">Whose reading of the clauses it is; printed with every matrix.</param>
/// <param name="Frameworks">The frameworks.</param>
public sealed record ControlCatalogue(string Schema, string Reading, IReadOnlyList<ControlFramework> Frameworks)
{
    /// <summary>The schema version that this build reads.</summary>
    public const string SchemaVersion = "drdrills.controls/v1";

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="ConfigurationInvalidException">It is no catalogue; lists all mistakes that can be told apart.</exception>
    public static async Task<ControlCatalogue> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var catalogue = JsonSerializer.Deserialize<ControlCatalogue>(
                await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), _options) ?? throw new JsonException("the document is null");
            var mistakes = catalogue.Mistakes().ToList();
            return mistakes.Count == 0 ? catalogue : throw new ConfigurationInvalidException($"'{path}'", mistakes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ConfigurationInvalidException($"'{path}'", [$"it is no catalogue of controls: {e.Message}"]);
        }
    }

    private IEnumerable<string> Mistakes()
    {
        if (Schema != SchemaVersion)
        {
            yield return $"schema is '{Schema}'; expected '{SchemaVersion}'.";
        }

        foreach (var twice in Frameworks.GroupBy(framework => framework.Id).Where(group => group.Count() > 1))
        {
            yield return $"framework '{twice.Key}' is there {twice.Count()} times.";
        }

        foreach (var framework in Frameworks)
        {
            foreach (var control in framework.Controls)
            {
                if (control.EveryDays < 1)
                {
                    yield return $"{framework.Id} {control.Id}: everyDays is {control.EveryDays}; expected at least 1.";
                }

                if (control.Needs.Count == 0 == control.Never is null)
                {
                    yield return $"{framework.Id} {control.Id}: say either what it needs, or why no drill can show it (never).";
                }
            }
        }
    }
}
