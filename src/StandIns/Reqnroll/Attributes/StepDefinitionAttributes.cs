using Reqnroll.Bindings;

namespace Reqnroll;

/// <summary>What the four step attributes have in common: the sentence and the kinds of step that it may stand for.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class StepDefinitionBaseAttribute : Attribute
{
    protected StepDefinitionBaseAttribute(string expression, StepDefinitionType[] types)
    {
        Expression = expression;
        Types = types;
    }

    public StepDefinitionType[] Types { get; }

    /// <summary>The sentence; null means that the method's name is the sentence.</summary>
    public string Expression { get; set; }

    public ExpressionType ExpressionType { get; set; }
}

public class GivenAttribute : StepDefinitionBaseAttribute
{
    public GivenAttribute()
        : this(null)
    {
    }

    public GivenAttribute(string expression)
        : base(expression, [StepDefinitionType.Given])
    {
    }
}

public class WhenAttribute : StepDefinitionBaseAttribute
{
    public WhenAttribute()
        : this(null)
    {
    }

    public WhenAttribute(string expression)
        : base(expression, [StepDefinitionType.When])
    {
    }
}

public class ThenAttribute : StepDefinitionBaseAttribute
{
    public ThenAttribute()
        : this(null)
    {
    }

    public ThenAttribute(string expression)
        : base(expression, [StepDefinitionType.Then])
    {
    }
}

public class StepDefinitionAttribute : StepDefinitionBaseAttribute
{
    public StepDefinitionAttribute()
        : this(null)
    {
    }

    public StepDefinitionAttribute(string expression)
        : base(expression, [StepDefinitionType.Given, StepDefinitionType.When, StepDefinitionType.Then])
    {
    }
}
