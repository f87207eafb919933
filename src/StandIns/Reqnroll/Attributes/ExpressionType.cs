namespace Reqnroll;

/// <summary>How the expression of a step definition is to be read; unspecified means: decide by its look.</summary>
public enum ExpressionType
{
    Unspecified,
    CucumberExpression,
    RegularExpression,
}
