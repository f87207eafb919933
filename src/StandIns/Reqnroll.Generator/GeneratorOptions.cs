using System.Text.Json;

namespace Reqnroll.Generator;

/// <summary>What the build asks for.</summary>
internal sealed record GeneratorOptions
{
    /// <summary>A file with one line per feature file: full path, link, path relative to the project, output, parted by "|".</summary>
    public required string ListFile { get; init; }

    public required string RootNamespace { get; init; }

    /// <summary>The folder that holds generated files and nothing else; files of features that are gone are deleted there.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The file with the assembly's set-up and tear-down.</summary>
    public required string HooksFile { get; init; }

    /// <summary>Touched at the end of a run without problems.</summary>
    public required string StampFile { get; init; }

    /// <summary>language/feature of reqnroll.json.</summary>
    public string FeatureLanguage { get; init; } = "en-US";

    /// <summary>generator/addNonParallelizableMarkerForTags of reqnroll.json.</summary>
    public IReadOnlyList<string> NonParallelizableTags { get; init; } = [];

    public static GeneratorOptions Parse(string[] args)
    {
        var values = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");
        var options = new GeneratorOptions
        {
            ListFile = values["--list"],
            RootNamespace = values["--namespace"],
            OutputFolder = values["--output"],
            HooksFile = values["--hooks"],
            StampFile = values["--stamp"],
        };
        return values.TryGetValue("--config", out var config) && File.Exists(config)
            ? options.With(File.ReadAllText(config))
            : options;
    }

    internal GeneratorOptions With(string reqnrollJson)
    {
        var parsing = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(reqnrollJson, parsing);
        var root = document.RootElement;
        var tags = root.TryGetProperty("generator", out var generator)
            && generator.TryGetProperty("addNonParallelizableMarkerForTags", out var list)
                ? list.EnumerateArray().Select(t => t.GetString() ?? "")
                : [];
        return this with
        {
            FeatureLanguage = root.TryGetProperty("language", out var language)
                && language.TryGetProperty("feature", out var name) && name.GetString() is { Length: > 0 } culture
                    ? culture
                    : FeatureLanguage,
            NonParallelizableTags = [.. tags],
        };
    }
}
