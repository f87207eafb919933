using Gherkin;
using Gherkin.Ast;

namespace Reqnroll.Generator.Parsing;

/// <summary>Knows cultures ("en-US") where Gherkin knows languages ("en"): their words are those of the language.</summary>
internal sealed class DialectProvider(string defaultLanguage) : GherkinDialectProvider(defaultLanguage)
{
    public override GherkinDialect GetDialect(string language, Location? location)
    {
        if (!language.Contains('-', StringComparison.Ordinal) || TryGetDialect(language, location, out _))
        {
            return base.GetDialect(language, location);
        }

        var words = base.GetDialect(language.Split('-')[0], location);
        return new GherkinDialect(
            language,
            words.FeatureKeywords,
            words.RuleKeywords,
            words.BackgroundKeywords,
            words.ScenarioKeywords,
            words.ScenarioOutlineKeywords,
            words.ExamplesKeywords,
            words.GivenStepKeywords,
            words.WhenStepKeywords,
            words.ThenStepKeywords,
            words.AndStepKeywords,
            words.ButStepKeywords);
    }
}
