namespace DrDrills.Errors;

/// <summary>A manifest is absent, unreadable or of a schema version that this build does not know (codes <c>DR12xx</c>).</summary>
public sealed class ManifestInvalidException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public ManifestInvalidException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Usage;
}
