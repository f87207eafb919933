namespace DrDrills.Errors;

/// <summary>An error that nobody foresaw, caught at a stage's border (code <c>DR0001</c>): a defect of DrDrills or of what it runs on.</summary>
public sealed class UnexpectedErrorException : DrillException
{
    /// <summary>Names the stage and keeps the cause.</summary>
    public UnexpectedErrorException(string subject, Exception cause)
        : base(
            "DR0001",
            subject,
            $"{subject} ended by an unexpected {cause.GetType().Name}: {cause.Message}",
            "is this a defect of DrDrills? Keep the run's folder; it has the stack trace.",
            cause.StackTrace,
            cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Internal;
}
