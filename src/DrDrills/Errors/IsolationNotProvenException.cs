namespace DrDrills.Errors;

/// <summary>Nothing proves that the copy could not reach the world, and the caller did not allow that (code <c>DR3209</c>).</summary>
public sealed class IsolationNotProvenException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public IsolationNotProvenException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.Inconclusive;
}
