namespace Reqnroll.BoDi;

/// <summary>An object cannot be made or registered; the message ends with the way that led to it.</summary>
public class ObjectContainerException : Exception
{
    public ObjectContainerException(string message, Type[] resolutionPath)
        : base(WithPath(message, resolutionPath))
    {
    }

    private static string WithPath(string message, Type[] path) =>
        path is null or { Length: 0 }
            ? message
            : $"{message} (resolution path: {string.Join("->", path.Select(t => t.FullName))})";
}
