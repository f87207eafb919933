namespace Reqnroll.Bindings;

/// <summary>A definition that fits a step, with the raw arguments: captured texts, then doc string, then table.</summary>
public class BindingMatch
{
    internal BindingMatch(StepDefinitionBinding stepBinding, int scopeMatches, object[] arguments)
    {
        StepBinding = stepBinding;
        ScopeMatches = scopeMatches;
        Arguments = arguments;
    }

    public int ScopeMatches { get; }

    internal StepDefinitionBinding StepBinding { get; }

    internal object[] Arguments { get; }
}
