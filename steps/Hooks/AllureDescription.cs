using Allure.Net.Commons;
using DrDrills.Drills;
using DrDrills.Objectives;

namespace DrDrills.Steps.Hooks;

/// <summary>What the Allure report says of a scenario besides its steps.</summary>
internal static class AllureDescription
{
    /// <summary>Parameters of the generated method that would enter a test's history and break it when a row is inserted.</summary>
    private static readonly string[] Generated = ["__pickleIndex", "exampleTags"];

    public static void Begin(FeatureInfo feature, ScenarioInfo scenario)
    {
        AllureApi.SetTestName(scenario.Title);
        AllureApi.AddFeature(feature.Title);
        AllureApi.AddEpic("BharatMart can be recovered");
        AllureApi.AddStory(scenario.CombinedTags.Contains("negative-control") ? "negative controls" : "recovery");
        AllureApi.SetSeverity(Tagged(scenario, "severity:").Select(Enum.Parse<SeverityLevel>).LastOrDefault(SeverityLevel.critical));
        foreach (var owner in Tagged(scenario, "owner:"))
        {
            AllureApi.SetOwner(owner);
        }

        foreach (var control in Tagged(scenario, "control:"))
        {
            AllureApi.AddLabel("control", control);
        }

        AllureLifecycle.Instance.UpdateTestCase(test =>
            test.parameters.RemoveAll(parameter => Generated.Contains(parameter.name)));
    }

    public static void End(DrillRun run)
    {
        Figure("verdict", run.Verdict.ToString().ToLowerInvariant());
        Figure(run.RecoveryTime);
        Figure(run.DataLoss);
        Figure("evidence class", run.Plan.EvidenceClass.ToString().ToLowerInvariant());
        Figure("comparison basis", run.ComparisonBasis.ToString().ToLowerInvariant());
        Figure("target", run.Target is { } target ? $"{target.Kind}, {target.Engine} {target.EngineVersion}" : "none");
        if (run.Findings.Any())
        {
            AllureApi.AddAttachment("findings", "text/plain", Bytes(string.Join('\n', run.Findings)), ".txt");
        }

        foreach (var (stage, output) in run.ToolOutput)
        {
            AllureApi.AddAttachment($"tool output of {StageNames.Of(stage)}", "text/plain", Bytes(output), ".txt");
        }
    }

    /// <summary>Identity of the running test's result, which the evidence record names.</summary>
    public static string ResultId()
    {
        var id = "";
        AllureLifecycle.Instance.UpdateTestCase(test => id = test.uuid);
        return id;
    }

    /// <summary>Links the evidence record from the report, which lies in a folder beside it, and attaches it.</summary>
    public static void LinkRecord(FileInfo record)
    {
        AllureApi.AddLink("evidence record", "evidence", $"../{record.Directory!.Name}/{record.Name}");
        AllureApi.AddAttachment("evidence record", "application/json", record.FullName);
    }

    /// <summary>What stands behind the colon of tags that begin so.</summary>
    private static IEnumerable<string> Tagged(ScenarioInfo scenario, string prefix) => scenario.CombinedTags
        .Where(tag => tag.StartsWith(prefix, StringComparison.Ordinal)).Select(tag => tag[prefix.Length..]);

    private static void Figure(ObjectiveOutcome objective)
    {
        Figure(objective.Name, objective.Measured is { } measured ? DurationText.Format(measured) : objective.Method);
        Figure($"{objective.Name} objective", objective.Limit is { } limit ? $"{DurationText.Format(limit)}, {objective.StateInWords}" : "not set");
    }

    /// <summary>Shown, but kept out of the test's identity: figures differ from run to run.</summary>
    private static void Figure(string name, string value) =>
        AllureApi.AddTestParameter(new Parameter { name = name, value = value, excluded = true });

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
