namespace DrDrills.Errors;

/// <summary>No backup is at the location, or none fits what was asked (codes <c>DR11xx</c>).</summary>
public sealed class BackupNotFoundException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public BackupNotFoundException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Inconclusive;
}
