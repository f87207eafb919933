using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using DrDrills.Testing;

namespace DrDrills.Tests.Tools;

/// <summary>A published JSON Schema, asked through a real validator (ajv, drafts 2020-12 and 7) under Node.js.</summary>
internal sealed class PublishedSchema
{
    private static readonly TimeSpan ValidationLimit = TimeSpan.FromSeconds(30);
    private readonly string _path;

    private PublishedSchema(string path) => _path = path;

    public static PublishedSchema Comparison => new(Repository.File("reports/templates/schemas/drdrills.comparison.v1.schema.json"));

    public static PublishedSchema Evidence => new(Repository.File("reports/templates/schemas/drdrills.evidence.v1.schema.json"));

    public static PublishedSchema Files => new(Repository.File("reports/templates/schemas/drdrills.files.v1.schema.json"));

    public static PublishedSchema OscalAssessmentResults => new(Path.Combine(Folder, "nist", "oscal_assessment-results_schema.json"));

    public static PublishedSchema Manifest => new(Repository.File("reports/templates/schemas/drdrills.manifest.v1.schema.json"));

    public static PublishedSchema Regressions => new(Repository.File("reports/templates/schemas/drdrills.regressions.v1.schema.json"));

    public static PublishedSchema Relations => new(Repository.File("reports/templates/schemas/drdrills.relations.v1.schema.json"));

    public static PublishedSchema Review => new(Repository.File("reports/templates/schemas/drdrills.review.v1.schema.json"));

    public static PublishedSchema Run => new(Repository.File("reports/templates/schemas/drdrills.run.v1.schema.json"));

    private static string Folder => Repository.File("src/DrDrills.Tests/Tools/JsonSchema");

    /// <summary>What is wrong with a document; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> MistakesAsync(string document)
    {
        Needs.Node();
        await NodePackages.InstallAsync(Folder);
        using var limit = new CancellationTokenSource(ValidationLimit);
        var run = await CliWrap.Cli.Wrap("node")
            .WithArguments([Path.Combine(Folder, "validate.mjs"), _path])
            .WithStandardInputPipe(PipeSource.FromString(document))
            .ExecuteBufferedAsync(limit.Token);
        return JsonSerializer.Deserialize<List<string>>(run.StandardOutput)!;
    }
}
