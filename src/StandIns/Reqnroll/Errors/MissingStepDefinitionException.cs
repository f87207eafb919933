namespace Reqnroll;

/// <summary>A scenario holds a step that nothing defines. The ready-made snippet is in the test's output.</summary>
public class MissingStepDefinitionException : ReqnrollException
{
    public MissingStepDefinitionException()
        : base("No matching step definition found for one or more steps.")
    {
    }
}
