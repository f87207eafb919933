namespace DrDrills.Errors;

/// <summary>The restored copy, or a leftover of a killed run, could not be removed (codes <c>DR61xx</c>).</summary>
public sealed class DisposalFailedException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public DisposalFailedException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.DisposalFailed;
}
