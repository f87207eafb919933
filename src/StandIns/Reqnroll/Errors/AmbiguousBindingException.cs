using Reqnroll.Bindings;

namespace Reqnroll;

/// <summary>More than one step definition fits a step.</summary>
public class AmbiguousBindingException : BindingException
{
    public AmbiguousBindingException(string message)
        : base(message)
    {
    }

    public AmbiguousBindingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public AmbiguousBindingException(string message, IEnumerable<BindingMatch> matches)
        : base(message)
    {
        Matches = [.. matches];
    }

    public IEnumerable<BindingMatch> Matches { get; } = [];
}
