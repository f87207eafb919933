namespace Reqnroll;

/// <summary>A step cannot be run because of the way its binding is written: bad expression, wrong parameters, ambiguity.</summary>
public class BindingException : ReqnrollException
{
    public BindingException()
        : base("Binding error occurred.")
    {
    }

    public BindingException(string message)
        : base(message)
    {
    }

    public BindingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
