namespace DrDrills.Errors;

/// <summary>The backup is encrypted and cannot be opened with what was given, which says nothing of the backup (codes <c>DR16xx</c>).</summary>
public sealed class BackupSealedException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public BackupSealedException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Inconclusive;
}
