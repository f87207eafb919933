using Gherkin;

namespace Reqnroll.Generator.Parsing;

/// <summary>Reads a feature file with the official parser, then holds it to the rules that Reqnroll adds.</summary>
internal static class FeatureParser
{
    /// <summary>Null for a file without a feature.</summary>
    /// <exception cref="FeatureProblemException">The file breaks Gherkin's grammar or one of the rules.</exception>
    public static ParsedFeature? Parse(string text, string defaultLanguage)
    {
        try
        {
            var dialects = new DialectProvider(defaultLanguage);
            var parser = new Parser();
            using var reader = new StringReader(text);
            var document = parser.Parse(new TokenScanner(reader), new TokenMatcher(dialects));
            if (document.Feature is null)
            {
                return null;
            }

            var feature = new ParsedFeature(document.Feature, dialects.GetDialect(document.Feature.Language, null));
            FeatureRules.Check(feature);
            return feature;
        }
        catch (CompositeParserException exception)
        {
            throw new FeatureProblemException([.. exception.Errors.Select(ToProblem)]);
        }
        catch (ParserException exception)
        {
            throw new FeatureProblemException([ToProblem(exception)]);
        }
    }

    private static FeatureProblem ToProblem(ParserException exception) =>
        exception.Location is { } place
            ? new FeatureProblem(place.Line, place.Column, exception.Message)
            : new FeatureProblem(0, 0, exception.Message);
}
