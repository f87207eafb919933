using System.Globalization;
using Gherkin.Ast;
using Reqnroll.Generator.Parsing;

namespace Reqnroll.Generator.Emission;

/// <summary>
/// The test method of a scenario. An outline is one method with a test case for each row of its examples: the row's cells,
/// the number of the row among all scenarios and rows of the file ("pickle index"), and the tags of the examples.
/// </summary>
internal sealed class ScenarioMethodWriter(
    CodeText code, ParsedFeature feature, StepWriter steps, IReadOnlyList<string> nonParallelizable)
{
    private int _pickleIndex;

    public void Write(ParsedScenario scenario)
    {
        var parameters = scenario.IsOutline ? new OutlineParameters(scenario.Scenario) : OutlineParameters.None;
        WriteHead(scenario, parameters);
        WriteInfo(scenario, parameters);
        code.Open("if (global::Reqnroll.TagHelper.ContainsIgnoreTag(scenarioInfo.CombinedTags) || global::Reqnroll.TagHelper.ContainsIgnoreTag(featureTags))");
        code.Line("await testRunner.SkipScenarioAsync();");
        code.Close();
        code.Open("else");
        code.Line("await this.ScenarioStartAsync();");
        if (feature.Background is not null)
        {
            code.Line("await this.FeatureBackgroundAsync();");
        }

        steps.Write(scenario.RuleBackground?.Steps ?? [], OutlineParameters.None);
        steps.Write(scenario.Scenario.Steps, parameters);
        code.Close();
        code.Line("await this.ScenarioCleanupAsync();");
        code.Close();
        code.Line();
    }

    private void WriteHead(ParsedScenario scenario, OutlineParameters parameters)
    {
        code.Attribute("Test");
        code.Attribute("Description", CodeText.Literal(scenario.Scenario.Name));
        TagAttributes.Write(code, scenario.RuleTags.Concat(scenario.Scenario.Tags), "Ignored scenario", nonParallelizable);
        foreach (var examples in scenario.Scenario.Examples)
        {
            WriteRows(examples);
        }

        var signature = scenario.IsOutline
            ? string.Join(", ", parameters.All.Select(p => $"string {p.Identifier}").Append("string __pickleIndex").Append("string[] exampleTags"))
            : "";
        code.Open($"public async global::System.Threading.Tasks.Task {IdentifierText.ToIdentifier(scenario.Scenario.Name)}({signature})");
    }

    private void WriteRows(Examples examples)
    {
        var names = examples.Tags.Select(CodeText.NameOf).Where(n => !TagAttributes.IsIgnore(n)).ToArray();
        var isIgnored = names.Length < examples.Tags.Count();
        foreach (var row in examples.TableBody)
        {
            var arguments = row.Cells.Select(c => CodeText.Literal(c.Value)).ToList();
            arguments.Add(CodeText.Literal(NextPickleIndex()));
            arguments.Add(names.Length == 0 ? "null" : $"new string[] {{ {string.Join(", ", names.Select(CodeText.Literal))} }}");
            if (names.Length > 0)
            {
                arguments.Add($"Category = {CodeText.Literal(string.Join(',', names))}");
            }

            if (isIgnored)
            {
                arguments.Add("IgnoreReason = \"Ignored by @ignore tag\"");
            }

            code.Attribute("TestCase", [.. arguments]);
        }
    }

    private void WriteInfo(ParsedScenario scenario, OutlineParameters parameters)
    {
        var own = CodeText.Names(scenario.Scenario.Tags);
        var tags = !scenario.IsOutline ? own
            : scenario.Scenario.Tags.Any()
                ? $"exampleTags == null ? {own} : global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.Concat({own}, exampleTags))"
                : "exampleTags";
        code.Line($"string[] tagsOfScenario = {tags};");
        code.Line("var argumentsOfScenario = new global::System.Collections.Specialized.OrderedDictionary();");
        foreach (var (column, identifier) in parameters.All)
        {
            code.Line($"argumentsOfScenario.Add({CodeText.Literal(column)}, {identifier});");
        }

        code.Line($"string[] tagsOfRule = {CodeText.Names(scenario.RuleTags)};");
        var inherited = scenario.RuleTags.Any() ? "global::Reqnroll.TagHelper.CombineTags(featureTags, tagsOfRule)" : "featureTags";
        var pickleIndex = scenario.IsOutline ? "__pickleIndex" : CodeText.Literal(NextPickleIndex());
        code.Line("var scenarioInfo = new global::Reqnroll.ScenarioInfo("
            + $"{CodeText.Literal(scenario.Scenario.Name)}, {CodeText.Literal(scenario.Scenario.Description)}, "
            + $"tagsOfScenario, argumentsOfScenario, {inherited}, {pickleIndex});");
        code.Line("global::Reqnroll.RuleInfo ruleInfo = " + (scenario.Rule is { } rule
            ? $"new global::Reqnroll.RuleInfo({CodeText.Literal(rule.Name)}, {CodeText.Literal(rule.Description)}, tagsOfRule);"
            : "null;"));
        code.Directive(string.Create(CultureInfo.InvariantCulture, $"#line {scenario.Scenario.Location.Line}"));
        code.Line("this.ScenarioInitialize(scenarioInfo, ruleInfo);");
        code.Directive("#line hidden");
    }

    private string NextPickleIndex() => (_pickleIndex++).ToString(CultureInfo.InvariantCulture);
}
