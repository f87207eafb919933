namespace Reqnroll.BindingSkeletons;

/// <summary>How the ready-made snippets of undefined steps are written.</summary>
public enum StepDefinitionSkeletonStyle
{
    RegexAttribute,
    MethodNameUnderscores,
    MethodNamePascalCase,
    MethodNameRegex,
    CucumberExpressionAttribute,
    AsyncRegexAttribute = 128,
    AsyncMethodNameUnderscores,
    AsyncMethodNamePascalCase,
    AsyncMethodNameRegex,
    AsyncCucumberExpressionAttribute,
}
