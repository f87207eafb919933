namespace DrDrills.Errors;

/// <summary>A server, client program or container engine that the drill needs is missing or does not answer (codes <c>DR31xx</c>).</summary>
public sealed class EngineUnavailableException : DrillException
{
    /// <inheritdoc cref="DrillException(string, string, string, string, string?, Exception?)"/>
    public EngineUnavailableException(
        string code, string subject, string statement, string hint, string? details = null, Exception? cause = null)
        : base(code, subject, statement, hint, details, cause)
    {
    }

    /// <inheritdoc/>
    public override ExitCode ExitCode => ExitCode.EnvironmentMissing;
}
