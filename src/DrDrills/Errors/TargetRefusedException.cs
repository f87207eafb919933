namespace DrDrills.Errors;

/// <summary>A destructive action was refused: the target is running, not empty, or not on the allow list (codes <c>DR32xx</c>).</summary>
public sealed class TargetRefusedException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public TargetRefusedException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
