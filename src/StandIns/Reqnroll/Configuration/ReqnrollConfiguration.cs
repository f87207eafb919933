using System.Globalization;
using System.Text.Json;
using Reqnroll.BindingSkeletons;

namespace Reqnroll.Configuration;

/// <summary>What reqnroll.json of the output folder says at run time; absent file and absent members mean the defaults.</summary>
internal sealed record ReqnrollConfiguration
{
    public const string FileName = "reqnroll.json";

    public CultureInfo BindingCulture { get; init; }

    public bool StopAtFirstError { get; init; }

    public MissingOrPendingStepsOutcome MissingOrPendingStepsOutcome { get; init; }

    public bool TraceSuccessfulSteps { get; init; } = true;

    public StepDefinitionSkeletonStyle SkeletonStyle { get; init; } = StepDefinitionSkeletonStyle.CucumberExpressionAttribute;

    /// <summary>Names of assemblies with bindings, beside the test assembly.</summary>
    public IReadOnlyList<string> BindingAssemblies { get; init; } = [];

    public static ReqnrollConfiguration Load(params IEnumerable<string> folders)
    {
        var file = folders.Select(f => Path.Combine(f, FileName)).FirstOrDefault(File.Exists);
        return file is null ? new ReqnrollConfiguration() : Parse(File.ReadAllText(file));
    }

    public static ReqnrollConfiguration Parse(string json)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(json, options);
        var root = document.RootElement;
        var defaults = new ReqnrollConfiguration();
        return new ReqnrollConfiguration
        {
            BindingCulture = Text(root, "language", "binding") is { Length: > 0 } name ? CultureInfo.GetCultureInfo(name) : null,
            StopAtFirstError = Flag(root, "runtime", "stopAtFirstError") ?? defaults.StopAtFirstError,
            MissingOrPendingStepsOutcome =
                Choice<MissingOrPendingStepsOutcome>(root, "runtime", "missingOrPendingStepsOutcome")
                ?? defaults.MissingOrPendingStepsOutcome,
            TraceSuccessfulSteps = Flag(root, "trace", "traceSuccessfulSteps") ?? defaults.TraceSuccessfulSteps,
            SkeletonStyle = Choice<StepDefinitionSkeletonStyle>(root, "trace", "stepDefinitionSkeletonStyle")
                ?? defaults.SkeletonStyle,
            BindingAssemblies = [.. Assemblies(root, "stepAssemblies"), .. Assemblies(root, "bindingAssemblies")],
        };
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? Member(JsonElement root, string section, string name) =>
        Member(root, section) is { } found ? Member(found, name) : null;

    private static string Text(JsonElement root, string section, string name) => Member(root, section, name)?.GetString();

    private static bool? Flag(JsonElement root, string section, string name) => Member(root, section, name)?.GetBoolean();

    private static T? Choice<T>(JsonElement root, string section, string name)
        where T : struct, Enum =>
        Text(root, section, name) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : null;

    private static IEnumerable<string> Assemblies(JsonElement root, string name) =>
        Member(root, name) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(a => Member(a, "assembly")?.GetString()).Where(a => a is not null)
            : [];
}
