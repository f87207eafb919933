namespace DrDrills.Errors;

/// <summary>Evidence of a run could not be written or read (codes <c>DR51xx</c>).</summary>
public sealed class EvidenceNotWrittenException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public EvidenceNotWrittenException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Internal;
}
