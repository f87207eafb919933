namespace DrDrills.Errors;

/// <summary>A verification could not ask its question (codes <c>DR41xx</c>).</summary>
public sealed class VerificationImpossibleException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public VerificationImpossibleException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Inconclusive;
}
