using System.Text;

namespace DrDrills.Errors;

/// <summary>We could not look: the reason a stage ended without an answer.</summary>
/// <remarks>
/// A wrong answer is a <see cref="Verification.Finding"/>, a caller's mistake an <see cref="ArgumentException"/>.
/// The text of every child is composed from facts: line 1 says what failed, on which object, expected and observed;
/// <c>Hint:</c> lines say what to do next; <c>Details:</c> carries the last lines of the tool that failed. Secrets never enter it.
/// </remarks>
public abstract class DrillException : Exception
{
    /// <summary>Composes the exception from its facts.</summary>
    /// <param name="code">Stable code such as <c>DR2104</c>, never reused.</param>
    /// <param name="subject">The object that failed, as a person would name it.</param>
    /// <param name="statement">What failed, on which object, expected and observed, with units; one sentence.</param>
    /// <param name="hint">What to do next, as an instruction or a leading question; several lines are several hints.</param>
    /// <param name="details">Last lines of the tool's stderr or of the server's log, or null.</param>
    /// <param name="cause">The exception that made this one, or null.</param>
    protected DrillException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(Compose(code, statement, hint, details), cause)
    {
        Code = code;
        Subject = subject;
        Statement = statement;
        Hint = hint;
        Details = details;
    }

    /// <summary>Stable code such as <c>DR2104</c>, never reused.</summary>
    public string Code { get; }

    /// <summary>The object that failed, as a person would name it.</summary>
    public string Subject { get; }

    /// <summary>What failed, on which object, expected and observed; one sentence without the code.</summary>
    public string Statement { get; }

    /// <summary>What to do next.</summary>
    public string Hint { get; }

    /// <summary>Last lines of the tool that failed, or null.</summary>
    public string? Details { get; }

    /// <summary>Whether the same call may succeed later without anybody changing anything.</summary>
    public virtual bool IsTransient => false;

    /// <summary>The exit code of a process that ends because of this exception.</summary>
    public abstract ExitCode ExitCode { get; }

    private static string Compose(string code, string statement, string hint, string? details)
    {
        var text = new StringBuilder().Append(code).Append(' ').Append(statement);
        foreach (var line in hint.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            text.Append("\nHint: ").Append(line);
        }

        if (!string.IsNullOrWhiteSpace(details))
        {
            text.Append("\nDetails:");
            foreach (var line in details.TrimEnd().Split('\n'))
            {
                text.Append("\n    ").Append(line.TrimEnd());
            }
        }

        return text.ToString();
    }
}
