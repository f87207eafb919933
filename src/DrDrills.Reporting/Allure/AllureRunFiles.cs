using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrDrills.Reporting.Allure;

/// <summary>Puts the files that describe the run beside the results that Allure wrote while it ran.</summary>
/// <remarks>Writing again replaces; the results themselves are never touched.</remarks>
public static class AllureRunFiles
{
    /// <summary>Name of the file with the categories.</summary>
    public const string Categories = "categories.json";

    /// <summary>Name of the file with the executor.</summary>
    public const string Executor = "executor.json";

    /// <summary>Name of the file with the environment.</summary>
    public const string Environment = "environment.properties";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes all three files.</summary>
    /// <param name="resultsFolder">The run's own <c>allure-results</c>; made if nothing ran.</param>
    /// <param name="facts">What to write.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static async Task WriteAsync(
        string resultsFolder, AllureRunFacts facts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var environment = AllureEnvironment.Render(facts.Environment);

        Directory.CreateDirectory(resultsFolder);
        await WriteAsync(Environment, environment).ConfigureAwait(false);
        await WriteAsync(Executor, JsonSerializer.Serialize(facts.Executor, _json) + "\n").ConfigureAwait(false);
        await WriteAsync(Categories, JsonSerializer.Serialize(AllureCategories.All, _json) + "\n").ConfigureAwait(false);

        Task WriteAsync(string name, string text) =>
            File.WriteAllTextAsync(Path.Combine(resultsFolder, name), text, cancellationToken);
    }
}
