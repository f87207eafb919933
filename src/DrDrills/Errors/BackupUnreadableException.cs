namespace DrDrills.Errors;

/// <summary>The backup itself cannot be read: cut short, damaged, or not of the kind it claims (codes <c>DR13xx</c>).</summary>
public sealed class BackupUnreadableException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public BackupUnreadableException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.VerificationFailed;
}
