namespace DrDrills.Errors;

/// <summary>A backup or its manifest could not be taken from the source (codes <c>DR15xx</c>).</summary>
public sealed class CaptureFailedException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public CaptureFailedException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Inconclusive;
}
