namespace DrDrills.Errors;

/// <summary>Replay ended before the recovery target: WAL is missing, or the target does not exist (codes <c>DR22xx</c>).</summary>
public sealed class RecoveryTargetUnreachableException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public RecoveryTargetUnreachableException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.VerificationFailed;
}
