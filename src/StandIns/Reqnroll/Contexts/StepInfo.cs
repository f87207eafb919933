using Reqnroll.Bindings;

namespace Reqnroll;

/// <summary>A step as written, with placeholders filled in.</summary>
public class StepInfo(StepDefinitionType stepDefinitionType, string text, Table table, string multilineText)
{
    public StepDefinitionType StepDefinitionType { get; } = stepDefinitionType;

    public string Text { get; } = text;

    public Table Table { get; } = table;

    public string MultilineText { get; } = multilineText;

    /// <summary>The definition that was found; null before the search and for undefined steps.</summary>
    public BindingMatch BindingMatch { get; set; }

    public StepInstance StepInstance { get; set; }
}
