namespace DrDrills.Errors;

/// <summary>The tool that restores gave up on the backup (codes <c>DR21xx</c>).</summary>
public sealed class RestoreFailedException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public RestoreFailedException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.VerificationFailed;
}
