namespace Reqnroll;

/// <summary>Thrown by a step definition that is declared but not written yet.</summary>
public class PendingStepException : ReqnrollException
{
    internal const string GenericErrorMessage = "The step definition is not implemented.";

    public PendingStepException()
        : this(GenericErrorMessage)
    {
    }

    public PendingStepException(string message)
        : base(message)
    {
    }
}
