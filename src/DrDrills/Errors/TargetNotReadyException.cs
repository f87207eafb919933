namespace DrDrills.Errors;

/// <summary>A bounded wait ended without the condition it waited for (codes <c>DR33xx</c>).</summary>
public sealed class TargetNotReadyException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public TargetNotReadyException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.EnvironmentMissing;
}
