using System.Text.RegularExpressions;
using Reqnroll.Bindings;
using Reqnroll.Tracing;

namespace Reqnroll.Execution;

/// <summary>Finds the one definition that fits a step, or says why there is not exactly one.</summary>
internal sealed class StepMatcher(BindingRegistry registry, ArgumentConverter converter, ContextStack contexts)
{
    /// <exception cref="AmbiguousBindingException">Several definitions fit, or several fit but for their parameters.</exception>
    /// <exception cref="MissingStepDefinitionException">None fits.</exception>
    public BindingMatch Find(StepInstance step)
    {
        var matches = Candidates(step, checkParameters: true, checkScope: true);
        if (matches.Count > 0)
        {
            var best = matches.Max(m => m.ScopeMatches);
            matches.RemoveAll(m => m.ScopeMatches < best);
        }

        return matches switch
        {
            [var only] => only,
            [_, ..] => throw new AmbiguousBindingException(
                $"Ambiguous step definitions found for step '{StepText.Described(step)}': {Methods(matches)}", matches),
            [] => ExplainNoMatch(step),
        };
    }

    /// <summary>The definitions that would fit a step in other features or scenarios.</summary>
    public IReadOnlyList<BindingMatch> OutOfScope(StepInstance step) => Candidates(step, checkParameters: true, checkScope: false);

    private BindingMatch ExplainNoMatch(StepInstance step)
    {
        var misfits = OutOfScope(step).Count > 0 ? [] : Candidates(step, checkParameters: false, checkScope: true);
        return misfits switch
        {
            // One definition with wrong parameters is taken; the call will tell what is wrong with it.
            [var only] => only,
            [_, ..] => throw new AmbiguousBindingException(
                "Multiple step definitions found, but none of them have matching parameter count and type for step "
                + $"'{StepText.Described(step)}': {Methods(misfits)}", misfits),
            [] => throw new MissingStepDefinitionException(),
        };
    }

    private List<BindingMatch> Candidates(StepInstance step, bool checkParameters, bool checkScope) =>
        [.. registry.Steps
            .Where(s => s.Type == step.StepDefinitionType)
            .Select(s => Match(s, step, checkParameters, checkScope))
            .Where(m => m is not null)
            .GroupBy(m => m.StepBinding.Method)
            .Select(g => g.MaxBy(m => m.ScopeMatches))];

    private BindingMatch Match(StepDefinitionBinding definition, StepInstance step, bool checkParameters, bool checkScope)
    {
        var match = definition.Regex.Match(step.Text);
        var scopeMatches = 0;
        if (!match.Success || (checkScope && !InScope(definition, out scopeMatches)))
        {
            return null;
        }

        var arguments = ArgumentsOf(match, step);
        return !checkParameters || Fits(definition, arguments) ? new BindingMatch(definition, scopeMatches, arguments) : null;
    }

    private bool InScope(StepDefinitionBinding definition, out int matches)
    {
        matches = 0;
        return definition.Scope?.Matches(contexts.Feature.FeatureInfo, contexts.Scenario.ScenarioInfo, out matches) ?? true;
    }

    private bool Fits(StepDefinitionBinding definition, object[] arguments)
    {
        var parameters = definition.Method.GetParameters();
        var culture = contexts.Feature.BindingCulture;
        return parameters.Length == arguments.Length
            && arguments.Zip(parameters).All(p => converter.CanConvert(p.First, p.Second.ParameterType, culture));
    }

    private static object[] ArgumentsOf(Match match, StepInstance step)
    {
        var arguments = match.Groups.Cast<Group>().Skip(1).Where(g => g.Success).Select(g => (object)g.Value).ToList();
        if (step.MultilineTextArgument is not null)
        {
            arguments.Add(step.MultilineTextArgument);
        }

        if (step.TableArgument is not null)
        {
            arguments.Add(step.TableArgument);
        }

        return [.. arguments];
    }

    private static string Methods(IEnumerable<BindingMatch> matches) =>
        string.Join(", ", matches.Select(m => StepText.OfMethod(m.StepBinding.Method)));
}
