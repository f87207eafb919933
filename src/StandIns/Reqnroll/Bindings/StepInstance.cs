namespace Reqnroll.Bindings;

/// <summary>A step on its way to a definition.</summary>
public class StepInstance(
    StepDefinitionType stepDefinitionType,
    StepDefinitionKeyword stepDefinitionKeyword,
    string keyword,
    string text,
    string multilineTextArgument,
    Table tableArgument)
{
    public StepDefinitionType StepDefinitionType { get; } = stepDefinitionType;

    public StepDefinitionKeyword StepDefinitionKeyword { get; } = stepDefinitionKeyword;

    /// <summary>The keyword as written, with the space after it.</summary>
    public string Keyword { get; } = keyword;

    public string Text { get; } = text;

    public string MultilineTextArgument { get; } = multilineTextArgument;

    public Table TableArgument { get; } = tableArgument;
}
