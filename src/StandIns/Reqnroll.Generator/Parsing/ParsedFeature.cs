using Gherkin;
using Gherkin.Ast;

namespace Reqnroll.Generator.Parsing;

/// <summary>A feature that is fit to become a test class.</summary>
internal sealed class ParsedFeature(Feature feature, GherkinDialect dialect)
{
    public Feature Feature { get; } = feature;

    public Background? Background => Feature.Children.OfType<Background>().FirstOrDefault();

    /// <summary>The scenarios in the order in which they are numbered: those outside of rules, then rule by rule.</summary>
    public IEnumerable<ParsedScenario> Scenarios =>
        Feature.Children.OfType<Scenario>().Select(s => new ParsedScenario(s, null))
            .Concat(from rule in Feature.Children.OfType<Rule>()
                    from scenario in rule.Children.OfType<Scenario>()
                    select new ParsedScenario(scenario, rule));

    /// <summary>The runner's method for a step. An asterisk counts as And, a word of two kinds as the first of them.</summary>
    public string MethodFor(Step step) =>
        dialect.AndStepKeywords.Contains(step.Keyword) ? "AndAsync"
        : dialect.GivenStepKeywords.Contains(step.Keyword) ? "GivenAsync"
        : dialect.WhenStepKeywords.Contains(step.Keyword) ? "WhenAsync"
        : dialect.ThenStepKeywords.Contains(step.Keyword) ? "ThenAsync"
        : dialect.ButStepKeywords.Contains(step.Keyword) ? "ButAsync"
        : "AndAsync";
}

/// <summary>A scenario with the rule it stands under.</summary>
internal sealed record ParsedScenario(Scenario Scenario, Rule? Rule)
{
    public bool IsOutline => Scenario.Examples.Any();

    public IEnumerable<Tag> RuleTags => Rule?.Tags ?? [];

    public Background? RuleBackground => Rule?.Children.OfType<Background>().FirstOrDefault();
}
