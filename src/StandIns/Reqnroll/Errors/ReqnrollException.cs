namespace Reqnroll;

/// <summary>Root of the errors that come from the framework and not from the code under test.</summary>
public class ReqnrollException : Exception
{
    public ReqnrollException()
    {
    }

    public ReqnrollException(string message)
        : base(message)
    {
    }

    public ReqnrollException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
