using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Allure.Net.Commons.Configuration;

/// <summary>The section <c>allure</c> of <c>allureConfig.json</c>.</summary>
public class AllureConfiguration
{
    [JsonConstructor]
    internal AllureConfiguration()
    {
    }

    public string? Title { get; init; }

    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string Directory { get; init; } = AllureConstants.DEFAULT_RESULTS_FOLDER;

    public HashSet<string> Links { get; } = [];

    public List<string>? FailExceptions { get; set; }

    public bool UseLegacyIds { get; set; }

    public bool IndentOutput { get; set; }

    public static AllureConfiguration ReadFromJObject(JObject jObject) =>
        jObject["allure"]?.ToObject<AllureConfiguration>() ?? new AllureConfiguration();

    /// <summary>The file named by ALLURE_CONFIG, which must exist; else the one beside the assemblies; else nothing.</summary>
    internal static JObject Load()
    {
        var named = Environment.GetEnvironmentVariable(AllureConstants.ALLURE_CONFIG_ENV_VARIABLE);
        if (named is not null)
            return File.Exists(named)
                ? JObject.Parse(File.ReadAllText(named))
                : throw new FileNotFoundException(
                    $"{AllureConstants.ALLURE_CONFIG_ENV_VARIABLE} names '{named}', which is not there.", named);

        var beside = Path.Combine(AppDomain.CurrentDomain.BaseDirectory, AllureConstants.CONFIG_FILENAME);
        return File.Exists(beside) ? JObject.Parse(File.ReadAllText(beside)) : [];
    }
}
