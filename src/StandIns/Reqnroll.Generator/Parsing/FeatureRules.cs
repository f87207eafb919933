using Gherkin.Ast;

namespace Reqnroll.Generator.Parsing;

/// <summary>What Gherkin allows and Reqnroll does not: titles make method names, examples make parameters.</summary>
internal static class FeatureRules
{
    public static void Check(ParsedFeature feature)
    {
        var problems = Problems(feature).ToArray();
        if (problems.Length > 0)
        {
            throw new FeatureProblemException(problems);
        }
    }

    private static IEnumerable<FeatureProblem> Problems(ParsedFeature feature)
    {
        var scenarios = feature.Scenarios.Select(s => s.Scenario).ToArray();
        foreach (var untitled in scenarios.Where(s => string.IsNullOrEmpty(s.Name)))
        {
            yield return At(untitled, "The scenario must have a title specified.");
        }

        foreach (var twin in scenarios.GroupBy(s => s.Name).Where(g => g.Key?.Length > 0 && g.Count() > 1))
        {
            yield return At(twin.ElementAt(1), $"Feature file already contains a scenario with name '{twin.Key}'");
        }

        foreach (var problem in scenarios.Where(s => s.Examples.Any()).SelectMany(OutlineProblems))
        {
            yield return problem;
        }

        // The newest grammar allows it; the one of the real package does not.
        foreach (var step in AllSteps(feature).Where(s => s.DocString is not null && s.DataTable is not null))
        {
            yield return new FeatureProblem(step.Location.Line, step.Location.Column, "A step takes a doc string or a table, not both.");
        }
    }

    private static IEnumerable<FeatureProblem> OutlineProblems(Scenario outline)
    {
        if (outline.Examples.Any(e => e.TableHeader is null || !e.TableBody.Any()))
        {
            yield return At(outline, $"Scenario Outline '{outline.Name}' has no examples defined");
            yield break;
        }

        foreach (var column in outline.Examples.SelectMany(e => Header(e).GroupBy(h => h).Where(g => g.Count() > 1)).Distinct())
        {
            yield return At(
                outline, $"Scenario Outline '{outline.Name}' already contains an example column with header '{column.Key}'");
        }

        if (outline.Examples.Any(e => !Header(e).SequenceEqual(Header(outline.Examples.First()))))
        {
            yield return At(outline, "The example sets must provide the same parameters.");
        }

        foreach (var twin in outline.Examples.Where(e => !string.IsNullOrWhiteSpace(e.Name)).GroupBy(e => e.Name)
            .Where(g => g.Count() > 1))
        {
            var place = twin.ElementAt(1).Location;
            yield return new FeatureProblem(
                place.Line, place.Column, $"Scenario Outline '{outline.Name}' already contains an example with name '{twin.Key}'");
        }
    }

    private static IEnumerable<string> Header(Examples examples) => examples.TableHeader.Cells.Select(c => c.Value);

    private static IEnumerable<Step> AllSteps(ParsedFeature feature) =>
        (feature.Background?.Steps ?? [])
            .Concat(feature.Scenarios.SelectMany(s => s.Scenario.Steps.Concat(s.RuleBackground?.Steps ?? [])))
            .Distinct();

    private static FeatureProblem At(Scenario scenario, string message) =>
        new(scenario.Location.Line, scenario.Location.Column, message);
}
